"""Rights of the database roles on the room's tables, and which rows each viewer sees."""

GRANTS = """
GRANT SELECT, INSERT ON flow_process, flow_event TO tongjian_app;
GRANT SELECT, INSERT, UPDATE ON flow_instance TO tongjian_app;
GRANT SELECT, INSERT, DELETE ON flow_task TO tongjian_app;
"""

_SHARED = "holders && (SELECT tongjian_holders())::uuid[]"
_OF_INSTANCE = "EXISTS (SELECT 1 FROM flow_instance i WHERE i.id = instance)"

POLICIES = f"""
ALTER TABLE flow_instance ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_instance FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_instance_shared ON flow_instance USING ({_SHARED}) WITH CHECK ({_SHARED});

ALTER TABLE flow_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_event FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_event_of_instance ON flow_event USING ({_OF_INSTANCE}) WITH CHECK ({_OF_INSTANCE});

ALTER TABLE flow_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_task FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_task_of_instance ON flow_task USING ({_OF_INSTANCE}) WITH CHECK ({_OF_INSTANCE});
"""
"""Events and tasks are seen with their instance: the inner SELECT stands under its policy."""

STORAGE = """
ALTER TABLE flow_instance SET (fillfactor = 70);
"""
"""Each command rewrites the instance's row; room on the page keeps that off the index."""

APPLY = GRANTS + POLICIES + STORAGE
"""Everything, to be run once the tables are there."""

_INSTANCE_SEEN = "(SELECT true FROM flow_instance i WHERE i.id = instance LIMIT 1)"
"""A scalar sub-select, not EXISTS, which may be answered from a hash of every instance the viewer sees."""

_OWN = "person = (SELECT tongjian_person())"

ANSWERS = f"""
GRANT SELECT, INSERT ON flow_ledger TO tongjian_app;
ALTER TABLE flow_ledger ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_ledger FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_ledger_own ON flow_ledger USING ({_OWN}) WITH CHECK ({_OWN});
CREATE INDEX flow_ledger_at ON flow_ledger USING brin (at);

DROP POLICY flow_event_of_instance ON flow_event;
CREATE POLICY flow_event_of_instance ON flow_event USING ({_INSTANCE_SEEN}) WITH CHECK ({_INSTANCE_SEEN});
DROP POLICY flow_task_of_instance ON flow_task;
CREATE POLICY flow_task_of_instance ON flow_task USING ({_INSTANCE_SEEN}) WITH CHECK ({_INSTANCE_SEEN});
"""
"""Answers by ticket; and the rights on events and tasks, as one probe of an index per row."""

_OUTSTANDING = ("flow_timer", "flow_subscription", "flow_job", "flow_incident")

OUTSTANDING = (
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(_OUTSTANDING)} TO tongjian_app;\n"
    + "".join(
        f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_instance ON {table} USING ({_INSTANCE_SEEN}) WITH CHECK ({_INSTANCE_SEEN});
"""
        for table in _OUTSTANDING
    )
)
"""What an instance waits for besides tasks is seen with the instance."""

INCIDENTS_SEEN = """
CREATE POLICY flow_incident_repaired ON flow_incident FOR SELECT
    USING ((SELECT coalesce(current_setting('tongjian.repairs', true) = 'on', false)));
"""
"""A system administrator sees that something has gone wrong, and with whom it has to be settled."""

_SHARED_OR_NAMED = "holders && (SELECT tongjian_holders() || tongjian_person())::uuid[]"

NAMED = (
    "ALTER POLICY flow_instance_shared ON flow_instance"
    f" USING ({_SHARED_OR_NAMED}) WITH CHECK ({_SHARED_OR_NAMED});"
)
"""Whom a task was offered or handed to by name sees its instance and goes on with it."""

STARTS = "GRANT SELECT, INSERT, UPDATE, DELETE ON flow_start TO tongjian_app;"
"""What begins by itself belongs to the processes, which are public configuration."""

DUES = "GRANT UPDATE (due_at) ON flow_task TO tongjian_app;"
"""A pause moves the end of a limit."""

HANDS = "GRANT UPDATE (assigned) ON flow_task TO tongjian_app;"
"""Handing a task on changes nothing else of it."""
