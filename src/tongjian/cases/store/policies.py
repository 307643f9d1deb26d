"""Who may read and write which row: SQL run by the migration that makes the tables.

Every case has access rows for its applicant, its application, the deciding organ, the co-departments and
the counter, who act on it, and for supervisors and coordinators, who only watch; all that hangs on a
case is seen through them. What binds (results, documents, corrections, deliveries) only the deciding
organ and the counter may write. Who sees a case is settled when it is opened and not widened later.
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"

SEQUENCE = """
CREATE SEQUENCE cases_serial;
GRANT USAGE ON SEQUENCE cases_serial TO tongjian_app;
"""

_APPEND_ONLY = (
    "cases_record",
    "cases_opinion",
    "cases_document",
    "cases_correction",
    "cases_material",
    "cases_material_case",
    "cases_application",
    "cases_result",
    "cases_result_file",
    "cases_revocation",
    "cases_delivery",
    "cases_access",
    "cases_project_access",
    "cases_building",
    "cases_unit_project",
)

GRANTS = f"""
GRANT SELECT, INSERT ON {", ".join(_APPEND_ONLY)} TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (facts) ON cases_project TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (state, position, received_on, accepted_on, decided_on, delivered_on, closed_at)
    ON cases_case TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON cases_pause TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (items, answers, files, version, submitted, updated_at) ON cases_draft TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (read_at) ON cases_message TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (due_on), DELETE ON cases_work TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (answer) ON cases_ledger TO tongjian_app;
"""

_TABLES = (
    *_APPEND_ONLY,
    "cases_project",
    "cases_case",
    "cases_pause",
    "cases_draft",
    "cases_message",
    "cases_work",
    "cases_ledger",
)
ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)


def _any(rows: str) -> str:
    """Return the test that there is such a row.

    A scalar sub-select, not EXISTS: the planner may answer EXISTS from a hash of everything the viewer
    holds, tens of thousands of rows for one department, to look at a single case.
    """
    return f"(SELECT true FROM {rows} LIMIT 1)"


def _seen(column: str) -> str:
    """Return the test that the viewer holds an access row of the case in a column."""
    return _any(f"cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS})")


def _handled(column: str) -> str:
    """Return the test that the viewer may act on the case in a column, not only watch it."""
    return _any(f"cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS}) AND NOT a.watches")


def _decided(column: str) -> str:
    """Return the test that the viewer belongs to the deciding organ or the counter of the case in a column."""
    return _any(
        f"cases_case c WHERE c.id = {column} AND (c.department = ANY({_HOLDERS}) OR c.counter = ANY({_HOLDERS}))"
    )


def _result_decided(column: str) -> str:
    return _any(
        f"cases_result r JOIN cases_case c ON c.id = r.case_id WHERE r.id = {column}"
        f" AND (c.department = ANY({_HOLDERS}) OR c.counter = ANY({_HOLDERS}))"
    )


def _project_seen(column: str) -> str:
    return _any(f"cases_project_access a WHERE a.project_id = {column} AND a.holder = ANY({_HOLDERS})")


def _project_edited(column: str) -> str:
    """Return the test that the viewer may change the project in a column."""
    return _any(
        f"cases_project_access a WHERE a.project_id = {column} AND a.holder = ANY({_HOLDERS}) AND a.edits"
    )


_BUILDING_SEEN = _any("cases_unit_project u WHERE u.id = cases_building.unit_project_id")
_BUILDING_EDITED = _any(
    f"cases_unit_project u WHERE u.id = cases_building.unit_project_id AND {_project_edited('u.project_id')}"
)
_PAPER_SEEN = _any("cases_material_case m WHERE m.material_id = cases_material.id")
_PAPER_HANDLED = _any(
    f"cases_material_case m WHERE m.material_id = cases_material.id AND {_handled('m.case_id')}"
)
_FOR_THE_APPLICANT = _any(
    "cases_case c WHERE c.id = cases_message.case_id AND c.applicant = cases_message.holder"
)

_OF_A_CASE = ("cases_record", "cases_opinion", "cases_document", "cases_correction", "cases_material_case",
              "cases_pause", "cases_delivery")  # fmt: skip

_OF_THE_ORGAN = ("cases_document", "cases_correction", "cases_delivery", "cases_pause")
"""Written by the deciding organ and the counter alone; the applicant reads them."""

FUNCTIONS = """
CREATE FUNCTION cases_may_share(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT NOT EXISTS (SELECT 1 FROM public.cases_case c WHERE c.id = wanted) $$;

CREATE FUNCTION cases_may_share_project(wanted uuid, receiver uuid, editing boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT NOT EXISTS (SELECT 1 FROM public.cases_project c WHERE c.id = wanted)
   OR NOT editing AND EXISTS (
     SELECT 1 FROM public.cases_project_access mine
     WHERE mine.project_id = wanted AND mine.holder = ANY (public.tongjian_holders())
       AND (mine.edits OR EXISTS (
         SELECT 1 FROM public.cases_case c JOIN public.cases_access a ON a.case_id = c.id
         WHERE c.project_id = wanted AND a.holder = receiver))) $$;

CREATE FUNCTION cases_holders(wanted uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT array_agg(a.holder) FROM public.cases_access a
   WHERE a.case_id = wanted AND EXISTS (
     SELECT 1 FROM public.cases_access mine
     WHERE mine.case_id = wanted AND mine.holder = ANY (public.tongjian_holders())) $$;

CREATE FUNCTION cases_verify(wanted text) RETURNS TABLE (
  title text, number text, holder_name text, of_a_citizen boolean, organ text,
  issued_on date, valid_until date, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT r.title, r.number, r.holder_name, r.project_id IS NULL, r.organ, r.issued_on, r.valid_until,
          EXISTS (SELECT 1 FROM public.cases_revocation v WHERE v.result_id = r.id)
   FROM public.cases_result r JOIN public.cases_result_file f ON f.result_id = r.id
   WHERE r.verification_code = wanted OR r.number = wanted LIMIT 1 $$;

REVOKE ALL ON FUNCTION cases_may_share(uuid), cases_may_share_project(uuid, uuid, boolean),
  cases_holders(uuid), cases_verify(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_may_share(uuid), cases_may_share_project(uuid, uuid, boolean),
  cases_holders(uuid), cases_verify(text) TO tongjian_app, tongjian_loader;
"""

_DEFINER_TABLES = (
    "cases_access",
    "cases_project_access",
    "cases_case",
    "cases_project",
    "cases_result",
    "cases_result_file",
    "cases_revocation",
)

POLICIES = (
    "".join(
        f"CREATE POLICY definer_reads ON {table} FOR SELECT TO CURRENT_USER USING (true);\n"
        for table in _DEFINER_TABLES
    )
    + "".join(
        f"CREATE POLICY seen ON {table} FOR SELECT TO tongjian_app USING ({_seen(f'{table}.case_id')});\n"
        for table in _OF_A_CASE
    )
    + "".join(
        f"CREATE POLICY added ON {table} FOR INSERT TO tongjian_app"
        f" WITH CHECK ({_decided(f'{table}.case_id')});\n"
        for table in _OF_THE_ORGAN
    )
    + f"""
CREATE POLICY added ON cases_record FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND {_handled("cases_record.case_id")});
CREATE POLICY added ON cases_opinion FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND organisation = ANY({_HOLDERS})
              AND {_handled("cases_opinion.case_id")});
CREATE POLICY added ON cases_material_case FOR INSERT TO tongjian_app
  WITH CHECK ({_handled("cases_material_case.case_id")});
CREATE POLICY ended ON cases_pause FOR UPDATE TO tongjian_app
  USING ({_handled("cases_pause.case_id")}) WITH CHECK ({_handled("cases_pause.case_id")});

CREATE POLICY own ON cases_access FOR SELECT TO tongjian_app USING (holder = ANY({_HOLDERS}));
CREATE POLICY shared ON cases_access FOR INSERT TO tongjian_app WITH CHECK (cases_may_share(case_id));

CREATE POLICY own ON cases_project_access FOR SELECT TO tongjian_app USING (holder = ANY({_HOLDERS}));
CREATE POLICY shared ON cases_project_access FOR INSERT TO tongjian_app
  WITH CHECK (cases_may_share_project(project_id, holder, edits));

CREATE POLICY seen ON cases_case FOR SELECT TO tongjian_app USING ({_seen("cases_case.id")});
CREATE POLICY added ON cases_case FOR INSERT TO tongjian_app
  WITH CHECK ({_handled("cases_case.id")} AND (applicant = ANY({_HOLDERS})
              OR department = ANY({_HOLDERS}) OR counter = ANY({_HOLDERS})));
CREATE POLICY moved ON cases_case FOR UPDATE TO tongjian_app
  USING ({_handled("cases_case.id")}) WITH CHECK ({_handled("cases_case.id")});

CREATE POLICY seen ON cases_project FOR SELECT TO tongjian_app USING ({_project_seen("cases_project.id")});
CREATE POLICY added ON cases_project FOR INSERT TO tongjian_app
  WITH CHECK ({_project_edited("cases_project.id")});
CREATE POLICY changed ON cases_project FOR UPDATE TO tongjian_app
  USING ({_project_edited("cases_project.id")}) WITH CHECK ({_project_edited("cases_project.id")});
CREATE POLICY seen ON cases_unit_project FOR SELECT TO tongjian_app
  USING ({_project_seen("cases_unit_project.project_id")});
CREATE POLICY added ON cases_unit_project FOR INSERT TO tongjian_app
  WITH CHECK ({_project_edited("cases_unit_project.project_id")});
CREATE POLICY seen ON cases_building FOR SELECT TO tongjian_app
  USING ({_BUILDING_SEEN});
CREATE POLICY added ON cases_building FOR INSERT TO tongjian_app
  WITH CHECK ({_BUILDING_EDITED});

CREATE POLICY seen ON cases_work FOR SELECT TO tongjian_app
  USING (organisation = ANY({_HOLDERS}) OR {_seen("cases_work.case_id")});
CREATE POLICY offered ON cases_work FOR INSERT TO tongjian_app WITH CHECK ({_handled("cases_work.case_id")});
CREATE POLICY redated ON cases_work FOR UPDATE TO tongjian_app
  USING ({_handled("cases_work.case_id")}) WITH CHECK ({_handled("cases_work.case_id")});
CREATE POLICY taken ON cases_work FOR DELETE TO tongjian_app USING ({_handled("cases_work.case_id")});

CREATE POLICY shared ON cases_draft TO tongjian_app
  USING (holders && {_HOLDERS}) WITH CHECK (holders && {_HOLDERS});
CREATE POLICY shared ON cases_application TO tongjian_app
  USING (holders && {_HOLDERS}) WITH CHECK (holders && {_HOLDERS});

CREATE POLICY seen ON cases_material FOR SELECT TO tongjian_app
  USING (applicant = ANY({_HOLDERS})
         OR {_PAPER_SEEN});
CREATE POLICY added ON cases_material FOR INSERT TO tongjian_app
  WITH CHECK ({_PAPER_HANDLED});

CREATE POLICY seen ON cases_result FOR SELECT TO tongjian_app
  USING (holder = ANY({_HOLDERS}) OR {_seen("cases_result.case_id")} OR {_project_seen("cases_result.project_id")});
CREATE POLICY added ON cases_result FOR INSERT TO tongjian_app WITH CHECK ({_decided("cases_result.case_id")});
CREATE POLICY seen ON cases_result_file FOR SELECT TO tongjian_app
  USING ({_any("cases_result r WHERE r.id = cases_result_file.result_id")});
CREATE POLICY added ON cases_result_file FOR INSERT TO tongjian_app
  WITH CHECK ({_result_decided("cases_result_file.result_id")});
CREATE POLICY seen ON cases_revocation FOR SELECT TO tongjian_app
  USING ({_any("cases_result r WHERE r.id = cases_revocation.result_id")});
CREATE POLICY added ON cases_revocation FOR INSERT TO tongjian_app
  WITH CHECK ({_result_decided("cases_revocation.result_id")});

CREATE POLICY received ON cases_message FOR SELECT TO tongjian_app USING (holder = ANY({_HOLDERS}));
CREATE POLICY read ON cases_message FOR UPDATE TO tongjian_app USING (holder = ANY({_HOLDERS}));
CREATE POLICY sent ON cases_message FOR INSERT TO tongjian_app
  WITH CHECK ({_FOR_THE_APPLICANT});

CREATE POLICY own ON cases_ledger TO tongjian_app
  USING (person = (SELECT tongjian_person())) WITH CHECK (person = (SELECT tongjian_person()));
"""
)

ALL = (SEQUENCE, GRANTS, ENABLE, FUNCTIONS, POLICIES)

PROJECT_VERSION = "GRANT UPDATE (version) ON cases_project TO tongjian_app;"
"""Run with the column."""

INBOX_DATES = "GRANT UPDATE (yellow_on, red_on, grey_until) ON cases_work TO tongjian_app;"
"""Run with the columns."""
