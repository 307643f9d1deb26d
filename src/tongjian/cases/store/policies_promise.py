"""Who may read and write deferred materials, pledges, checks and credit notes.

Whether an applicant is barred from pledging must be known where it applies, also to a clerk who has no
part in the case of the note: one function answers that, to whoever holds a draft or a case of the applicant.
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"

GRANTS = """
GRANT SELECT, INSERT ON cases_pledge_check TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (due_on, status, supplied_on, confirmed_on, remark, extended, reminded_on)
    ON cases_deferral TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (case_id) ON cases_pledge TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (lifted_on, lifted_reason) ON cases_credit_note TO tongjian_app;
"""

_TABLES = ("cases_deferral", "cases_pledge", "cases_pledge_check", "cases_credit_note")
ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)

FUNCTION = """
CREATE FUNCTION cases_pledge_block(wanted uuid, kinds text[]) RETURNS TABLE (
  kind text, said text, organ text, case_number text, made_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT n.kind, n.text, n.organ, n.case_number, n.made_on FROM public.cases_credit_note n
   WHERE n.applicant = wanted AND n.kind = ANY (kinds) AND n.lifted_on IS NULL
     AND (wanted = ANY (public.tongjian_holders())
       OR EXISTS (SELECT 1 FROM public.cases_draft d
                  WHERE d.applicant = wanted AND d.holders && public.tongjian_holders())
       OR EXISTS (SELECT 1 FROM public.cases_case c WHERE c.applicant = wanted
                  AND (c.department = ANY (public.tongjian_holders())
                    OR c.counter = ANY (public.tongjian_holders()))))
   ORDER BY n.made_on DESC, n.id LIMIT 1 $$;
REVOKE ALL ON FUNCTION cases_pledge_block(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_pledge_block(uuid, text[]) TO tongjian_app, tongjian_loader;
CREATE POLICY definer_reads ON cases_credit_note FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer_reads ON cases_draft FOR SELECT TO CURRENT_USER USING (true);
"""


def _any(rows: str) -> str:
    return f"(SELECT true FROM {rows} LIMIT 1)"


def _seen(column: str) -> str:
    """Return the test that the viewer holds an access row of the case in a column."""
    return _any(f"cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS})")


def _handled(column: str) -> str:
    """Return the test that the viewer may act on the case in a column, not only watch it."""
    return _any(f"cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS}) AND NOT a.watches")


def _decides(column: str) -> str:
    """Return the test that the viewer belongs to the organ that decides the case in a column."""
    return _any(f"cases_case c WHERE c.id = {column} AND c.department = ANY({_HOLDERS})")


POLICIES = f"""
CREATE POLICY seen ON cases_deferral FOR SELECT TO tongjian_app USING ({_seen("cases_deferral.case_id")});
CREATE POLICY promised ON cases_deferral FOR INSERT TO tongjian_app
  WITH CHECK (promised_by = (SELECT tongjian_person()) AND {_handled("cases_deferral.case_id")});
CREATE POLICY moved ON cases_deferral FOR UPDATE TO tongjian_app
  USING ({_handled("cases_deferral.case_id")}) WITH CHECK ({_handled("cases_deferral.case_id")});

CREATE POLICY seen ON cases_pledge FOR SELECT TO tongjian_app
  USING (holders && {_HOLDERS} OR {_seen("cases_pledge.case_id")});
CREATE POLICY signed ON cases_pledge FOR INSERT TO tongjian_app
  WITH CHECK (signed_by = (SELECT tongjian_person()) AND applicant = ANY({_HOLDERS}));
CREATE POLICY handed_in ON cases_pledge FOR UPDATE TO tongjian_app
  USING (case_id IS NULL AND holders && {_HOLDERS}) WITH CHECK ({_handled("cases_pledge.case_id")});

CREATE POLICY seen ON cases_pledge_check FOR SELECT TO tongjian_app
  USING ({_seen("cases_pledge_check.case_id")});
CREATE POLICY checked ON cases_pledge_check FOR INSERT TO tongjian_app
  WITH CHECK (checked_by = (SELECT tongjian_person()) AND {_decides("cases_pledge_check.case_id")});

CREATE POLICY seen ON cases_credit_note FOR SELECT TO tongjian_app
  USING (applicant = ANY({_HOLDERS}) OR {_seen("cases_credit_note.case_id")});
CREATE POLICY noted ON cases_credit_note FOR INSERT TO tongjian_app
  WITH CHECK ({_decides("cases_credit_note.case_id")});
CREATE POLICY lifted ON cases_credit_note FOR UPDATE TO tongjian_app
  USING ({_decides("cases_credit_note.case_id")}) WITH CHECK ({_decides("cases_credit_note.case_id")});
"""

ALL = (GRANTS, ENABLE, FUNCTION, POLICIES)
