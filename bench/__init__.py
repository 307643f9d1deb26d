"""Measurements of the running system over a loaded database, printed as JSON lines.

``python -m bench`` runs every area, ``python -m bench inbox`` one. See ``docs/benchmarks.md``.
"""
