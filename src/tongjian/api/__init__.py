"""The open API: the acts and readings of the house for other systems, under ``/api/``."""
