"""The pure engine: values in, values out. ``decide`` refuses, ``evolve`` never does."""
