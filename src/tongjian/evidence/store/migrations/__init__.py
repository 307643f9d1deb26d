"""Migrations of the evidence room."""
