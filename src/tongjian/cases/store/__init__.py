"""The Django app of the room: tables, row-level rights, SQL."""
