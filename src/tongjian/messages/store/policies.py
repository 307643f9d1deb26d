"""Who may read and write which row: SQL run by the migration that makes the tables.

Who may tell whom something of a case is the room of cases' matter: its migration adds the policy that
lets the web insert a message. Sendings are written by the worker alone, past row-level security.
"""

_PERSON = "(SELECT tongjian_person())"
_HOLDERS = "(SELECT tongjian_holders())::uuid[]"
_REPAIRS = "(SELECT coalesce(current_setting('tongjian.repairs', true) = 'on', false))"

GRANTS = """
GRANT SELECT, INSERT ON messages_message, messages_reading TO tongjian_app;
GRANT SELECT ON messages_attempt TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (wanted) ON messages_preference TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (address, digest, asked_at, confirmed_at), DELETE ON messages_mailbox TO tongjian_app;
GRANT SELECT (id, person, organisation, url, kinds, created_at, ended_at), INSERT, UPDATE (ended_at)
    ON messages_subscription TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (state, next_at, first_at) ON messages_delivery TO tongjian_app;
"""

_TABLES = ("message", "reading", "preference", "mailbox", "subscription", "delivery", "attempt")
ENABLE = "".join(
    f"ALTER TABLE messages_{table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE messages_{table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)

_OWN_SUBSCRIPTION = (
    "(SELECT true FROM messages_subscription s"
    f" WHERE s.id = messages_delivery.target AND s.person = {_PERSON} LIMIT 1)"
)
_SEEN_MESSAGE = "(SELECT true FROM messages_message m WHERE m.id = messages_reading.message_id LIMIT 1)"
_SEEN_DELIVERY = "(SELECT true FROM messages_delivery d WHERE d.id = messages_attempt.delivery_id LIMIT 1)"

POLICIES = f"""
CREATE POLICY received ON messages_message FOR SELECT TO tongjian_app USING (holder = ANY({_HOLDERS}));
CREATE POLICY to_oneself ON messages_message FOR INSERT TO tongjian_app
  WITH CHECK (case_id IS NULL AND holder = {_PERSON});

CREATE POLICY own ON messages_reading FOR SELECT TO tongjian_app USING (person = {_PERSON});
CREATE POLICY reads ON messages_reading FOR INSERT TO tongjian_app
  WITH CHECK (person = {_PERSON} AND {_SEEN_MESSAGE});

CREATE POLICY own ON messages_preference TO tongjian_app
  USING (person = {_PERSON}) WITH CHECK (person = {_PERSON});
CREATE POLICY own ON messages_mailbox TO tongjian_app
  USING (person = {_PERSON}) WITH CHECK (person = {_PERSON});
CREATE POLICY own ON messages_subscription TO tongjian_app
  USING (person = {_PERSON}) WITH CHECK (person = {_PERSON} AND organisation = ANY({_HOLDERS}));
CREATE POLICY definer_reads ON messages_message FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer_reads ON messages_subscription FOR SELECT TO CURRENT_USER USING (true);

CREATE POLICY looked_after ON messages_delivery FOR SELECT TO tongjian_app
  USING ({_REPAIRS} OR {_OWN_SUBSCRIPTION});
CREATE POLICY revived ON messages_delivery FOR UPDATE TO tongjian_app
  USING ({_REPAIRS}) WITH CHECK ({_REPAIRS});
CREATE POLICY replayed ON messages_delivery FOR INSERT TO tongjian_app
  WITH CHECK (channel = 'webhook' AND {_OWN_SUBSCRIPTION});
CREATE POLICY looked_after ON messages_attempt FOR SELECT TO tongjian_app USING ({_SEEN_DELIVERY});
"""

FUNCTIONS = """
CREATE FUNCTION messages_heard(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM public.messages_subscription s
                  WHERE s.ended_at IS NULL AND s.kinds ? wanted) $$;
CREATE FUNCTION messages_kind(wanted uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT m.kind FROM public.messages_message m WHERE m.id = wanted $$;
REVOKE ALL ON FUNCTION messages_heard(text), messages_kind(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION messages_heard(text), messages_kind(uuid) TO tongjian_app, tongjian_loader;
"""
"""Whether any system listens to a kind, so that an event nobody waits for costs no row; and of what kind
a message is, for those who look after its sending and may not read it."""

ALL = (GRANTS, ENABLE, FUNCTIONS, POLICIES)

UNDO = "DROP FUNCTION messages_heard(text); DROP FUNCTION messages_kind(uuid);"
"""What would outlive the tables when the migration is taken back."""
