"""The demo: three projects and a citizen's house, walked through the open API on a virtual clock."""
