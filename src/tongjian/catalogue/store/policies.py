"""Rights of the web's role: editions are added and read, never changed. No row holds personal data."""

GRANTS = """
GRANT SELECT, INSERT ON catalogue_edition, catalogue_load, catalogue_item TO tongjian_app;
"""
