"""Who may tell whom something of a case, and the move of messages to a room of their own.

A message of a case goes to someone with a part in it, from someone with a part in it.
"""

POLICIES = """
CREATE POLICY of_a_case ON messages_message FOR INSERT TO tongjian_app
  WITH CHECK (case_id IS NOT NULL AND holder = ANY (cases_holders(case_id)));
"""

_OPENED = ("cases_message", "messages_message", "messages_reading", "identity_person", "identity_grant")

MOVED = (
    "".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;\n" for table in _OPENED)
    + """
INSERT INTO messages_message (id, kind, holder, role, case_id, title, text, facts, shown, sent_at, fanned_at)
SELECT id, 'case.news', holder, '', case_id, title, text, '{}', true, sent_at, sent_at FROM cases_message;
INSERT INTO messages_reading (message_id, person, at)
SELECT m.id, p.id, m.read_at FROM cases_message m JOIN identity_person p ON p.id = m.holder
WHERE m.read_at IS NOT NULL
UNION
SELECT m.id, g.person, m.read_at FROM cases_message m
  JOIN identity_grant g ON g.organisation = m.holder AND g.role = 'agent'
WHERE m.read_at IS NOT NULL;
"""
    + "".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n" for table in _OPENED)
)
"""What was told before was sent before: it goes out on no channel again."""

APPLY = MOVED + POLICIES
UNDO = "DROP POLICY of_a_case ON messages_message;"
