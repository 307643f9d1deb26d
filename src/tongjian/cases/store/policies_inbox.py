"""Who may read and write the tables around the inbox: SQL run by the migration that makes them."""

SAVED_FILTERS = """
GRANT SELECT, INSERT, UPDATE (wanted, saved_at), DELETE ON cases_saved_filter TO tongjian_app;
ALTER TABLE cases_saved_filter ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_saved_filter FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON cases_saved_filter TO tongjian_app
  USING (person = (SELECT tongjian_person())) WITH CHECK (person = (SELECT tongjian_person()));
"""
