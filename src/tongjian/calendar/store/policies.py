"""Who may read and write the imported notices: SQL run by the migration that makes the table.

Everybody may read which days are worked; only a system administrator may add a notice, and nobody may
change or remove one.
"""

_REPAIRS = "(SELECT coalesce(current_setting('tongjian.repairs', true) = 'on', false))"

GRANTS = "GRANT SELECT, INSERT ON calendar_year TO tongjian_app;"

ENABLE = """
ALTER TABLE calendar_year ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_year FORCE ROW LEVEL SECURITY;
"""

POLICIES = f"""
CREATE POLICY read ON calendar_year FOR SELECT TO tongjian_app USING (true);
CREATE POLICY imported ON calendar_year FOR INSERT TO tongjian_app WITH CHECK ({_REPAIRS});
"""
