"""Deterministic simulation of the flow engine: crashes, lost acknowledgements, skewed clocks, by seed."""
