"""Identity in PostgreSQL; the Django app of the room. Its ports are in ``records``."""
