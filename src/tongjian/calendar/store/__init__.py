"""The imported notices in PostgreSQL."""
