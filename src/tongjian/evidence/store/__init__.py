"""Where the room keeps things: rows in PostgreSQL, bytes in a folder, children that inspect and typeset."""
