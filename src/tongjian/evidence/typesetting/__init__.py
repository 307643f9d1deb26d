"""What runs in the limited child that sets a document as PDF."""
