"""Rights of the database roles on the room's tables, and which rows each viewer sees."""

GRANTS = """
GRANT SELECT, INSERT ON evidence_entry, evidence_disclosure TO tongjian_app;
GRANT SELECT, INSERT ON evidence_file, evidence_file_access TO tongjian_app;
GRANT SELECT, INSERT, DELETE ON evidence_upload TO tongjian_app;
GRANT SELECT, INSERT, UPDATE ON evidence_counter TO tongjian_app;
"""
"""The sequencer's table ``evidence_log_leaf`` is nobody's until there is a sequencer."""

_PERSON = "(SELECT tongjian_person())"
_HOLDERS = "(SELECT tongjian_holders())::uuid[]"
_AUDITS = "(SELECT tongjian_audits())"

LOG_POLICIES = f"""
ALTER TABLE evidence_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_entry_read ON evidence_entry FOR SELECT
    USING (person = {_PERSON} OR {_AUDITS});
CREATE POLICY evidence_entry_add ON evidence_entry FOR INSERT WITH CHECK (true);

ALTER TABLE evidence_disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_disclosure_read ON evidence_disclosure FOR SELECT
    USING (EXISTS (SELECT 1 FROM evidence_entry e WHERE e.id = entry));
CREATE POLICY evidence_disclosure_add ON evidence_disclosure FOR INSERT WITH CHECK (true);

ALTER TABLE evidence_log_leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_log_leaf FORCE ROW LEVEL SECURITY;
"""  # only our own fragments

FILE_POLICIES = f"""
CREATE FUNCTION evidence_file_seen(sought uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, public
    AS 'SELECT EXISTS (SELECT 1 FROM evidence_file WHERE id = sought)';

ALTER TABLE evidence_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_file FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_file_read ON evidence_file FOR SELECT
    USING (
        holder = ANY({_HOLDERS})
        OR uploaded_by = {_PERSON}
        OR EXISTS (SELECT 1 FROM evidence_file_access a WHERE a.file = evidence_file.id)
    );
CREATE POLICY evidence_file_add ON evidence_file FOR INSERT
    WITH CHECK (uploaded_by IS NULL OR uploaded_by = {_PERSON});

ALTER TABLE evidence_file_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_file_access FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_file_access_read ON evidence_file_access FOR SELECT
    USING (holder = ANY({_HOLDERS}));
CREATE POLICY evidence_file_access_add ON evidence_file_access FOR INSERT
    WITH CHECK (evidence_file_seen(file));

ALTER TABLE evidence_upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_upload FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_upload_own ON evidence_upload
    USING (holder = ANY({_HOLDERS}) OR uploaded_by = {_PERSON})
    WITH CHECK (uploaded_by IS NULL OR uploaded_by = {_PERSON});
"""  # only our own fragments
"""Sharing asks through a function whether the file is seen: the two tables' policies would
otherwise refer to each other, which PostgreSQL refuses as endless."""

APPLY = GRANTS + LOG_POLICIES + FILE_POLICIES
"""Everything, to be run once the tables are there."""

UNDO = "DROP POLICY evidence_file_access_add ON evidence_file_access; DROP FUNCTION evidence_file_seen(uuid);"
"""What would outlive the tables when the migration is taken back."""
