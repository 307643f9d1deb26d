"""Messages, who gets them on which channel, and what becomes of each sending."""
