"""The acts: each is one transaction, one entry in the evidence log for every state it makes."""
