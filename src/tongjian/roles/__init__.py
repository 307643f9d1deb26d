"""Roles: composition roots and the command line, the only place that joins ports to adapters."""
