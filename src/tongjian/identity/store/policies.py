"""Who may read and write which row: SQL run by the migration that makes the tables.

The functions that look past row-level security are owned by the owner of the tables, take one
exact key, return as little as their use needs, and fix their ``search_path``.
"""

CONTEXT_FUNCTIONS = """
CREATE FUNCTION tongjian_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('tongjian.person', true), '')::uuid $$;
CREATE FUNCTION tongjian_holders() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('tongjian.holders', true), ''), '{}')::uuid[] $$;
CREATE FUNCTION tongjian_audits() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('tongjian.audits', true) = 'on', false) $$;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON identity_account TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (name, phone, citizen_id) ON identity_person TO tongjian_app;
GRANT SELECT, INSERT ON identity_organisation TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (to_on) ON identity_grant TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (to_on) ON identity_mandate TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (tries, used_at) ON identity_phone_code TO tongjian_app;
GRANT SELECT, INSERT ON identity_notice_acceptance TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON identity_api_token TO tongjian_app;
"""

_TABLES = (
    "account",
    "person",
    "organisation",
    "grant",
    "mandate",
    "phone_code",
    "notice_acceptance",
    "api_token",
)
ENABLE = "".join(
    f"ALTER TABLE identity_{table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE identity_{table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)

POLICIES = """
-- Needed before anyone is known; they hold password hashes and keyed digests, no personal data.
CREATE POLICY open_to_sign_in ON identity_account USING (true) WITH CHECK (true);
CREATE POLICY open_to_sign_in ON identity_phone_code USING (true) WITH CHECK (true);

CREATE POLICY own_row ON identity_person
  USING (id = (SELECT tongjian_person())) WITH CHECK (id = (SELECT tongjian_person()));
CREATE POLICY definer_reads ON identity_person FOR SELECT TO CURRENT_USER USING (true);

CREATE POLICY readable ON identity_organisation FOR SELECT USING (true);
CREATE POLICY entered_by_someone ON identity_organisation FOR INSERT
  WITH CHECK ((SELECT tongjian_person()) IS NOT NULL);

-- Posts carry no personal data. Nobody gives or ends an office of his own; an agent's post with
-- the company he registers is the exception.
CREATE POLICY readable ON identity_grant FOR SELECT USING (true);
CREATE POLICY given_by_another ON identity_grant FOR INSERT
  WITH CHECK (role = 'agent' OR person <> (SELECT tongjian_person()));
CREATE POLICY ended_by_another ON identity_grant FOR UPDATE
  USING (role = 'agent' OR person <> (SELECT tongjian_person()));

CREATE POLICY giver_and_helper_read ON identity_mandate FOR SELECT
  USING ((SELECT tongjian_person()) IN (giver, helper));
CREATE POLICY giver_gives ON identity_mandate FOR INSERT
  WITH CHECK (giver = (SELECT tongjian_person()));
CREATE POLICY giver_revokes ON identity_mandate FOR UPDATE
  USING (giver = (SELECT tongjian_person()));

CREATE POLICY own_row ON identity_notice_acceptance
  USING (person = (SELECT tongjian_person())) WITH CHECK (person = (SELECT tongjian_person()));

CREATE POLICY own_row ON identity_api_token
  USING (person = (SELECT tongjian_person())) WITH CHECK (person = (SELECT tongjian_person()));
CREATE POLICY definer_reads ON identity_api_token FOR SELECT TO CURRENT_USER USING (true);
"""

DEFINER_FUNCTIONS = """
CREATE FUNCTION identity_person_by_phone(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT id FROM public.identity_person WHERE phone = wanted $$;

CREATE FUNCTION identity_person_by_citizen_id(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT id FROM public.identity_person WHERE citizen_id = wanted $$;

CREATE FUNCTION identity_person_names(wanted uuid[]) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT p.id, p.name FROM public.identity_person p WHERE p.id = ANY (wanted) $$;

CREATE FUNCTION identity_token_by_digest(wanted bytea) RETURNS TABLE (
  id uuid, person uuid, label text, digest bytea,
  issued_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT t.id, t.person, t.label, t.digest, t.issued_at, t.expires_at, t.revoked_at
   FROM public.identity_api_token t WHERE t.digest = wanted $$;

REVOKE ALL ON FUNCTION identity_person_by_phone(text), identity_person_by_citizen_id(text),
  identity_person_names(uuid[]), identity_token_by_digest(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity_person_by_phone(text), identity_person_by_citizen_id(text),
  identity_person_names(uuid[]), identity_token_by_digest(bytea) TO tongjian_app, tongjian_loader;
"""

ALL = (CONTEXT_FUNCTIONS, GRANTS, ENABLE, POLICIES, DEFINER_FUNCTIONS)
