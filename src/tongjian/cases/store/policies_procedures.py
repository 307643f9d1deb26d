"""Who may read and write extensions, interested parties and hearings.

An extension is asked for and ruled on by those who act on the case for an organ. Of parties and their
words an applicant sees its own and the hearing itself; how others can be reached, and what they said
before the hearing, is for the organs and those who watch them.
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"
_TABLES = ("cases_extension", "cases_party", "cases_hearing_step")

GRANTS = f"""
GRANT SELECT, INSERT ON {", ".join(_TABLES)} TO tongjian_app;
GRANT UPDATE (extension_days, extension_on) ON cases_case TO tongjian_app;
"""

ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)


def _seen(column: str) -> str:
    return f"""(SELECT true FROM cases_access a WHERE a.case_id = {column}
  AND a.holder = ANY({_HOLDERS}) LIMIT 1)"""


def _of_an_office(column: str, *, acts: bool) -> str:
    """Return the test that the viewer has part in the case other than as its applicant or helper."""
    acting = " AND NOT a.watches" if acts else ""
    return f"""(SELECT true FROM cases_access a JOIN cases_case c ON c.id = a.case_id
  WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS}) AND a.holder <> c.applicant
    AND a.holder <> c.application_id{acting} LIMIT 1)"""


def _handled(column: str) -> str:
    return f"""(SELECT true FROM cases_access a WHERE a.case_id = {column}
  AND a.holder = ANY({_HOLDERS}) AND NOT a.watches LIMIT 1)"""


_PERSON = "(SELECT tongjian_person())"

POLICIES = f"""
CREATE POLICY seen ON cases_extension FOR SELECT TO tongjian_app USING ({_seen("cases_extension.case_id")});
CREATE POLICY added ON cases_extension FOR INSERT TO tongjian_app
  WITH CHECK (person = {_PERSON} AND {_of_an_office("cases_extension.case_id", acts=True)});

CREATE POLICY seen ON cases_party FOR SELECT TO tongjian_app
  USING (applicant AND {_seen("cases_party.case_id")} OR {_of_an_office("cases_party.case_id", acts=False)});
CREATE POLICY added ON cases_party FOR INSERT TO tongjian_app
  WITH CHECK ({_of_an_office("cases_party.case_id", acts=True)});

CREATE POLICY seen ON cases_hearing_step FOR SELECT TO tongjian_app
  USING ((party IS NULL OR party IN (SELECT p.id FROM cases_party p
            WHERE p.case_id = cases_hearing_step.case_id AND p.applicant))
           AND {_seen("cases_hearing_step.case_id")}
         OR {_of_an_office("cases_hearing_step.case_id", acts=False)});
CREATE POLICY added ON cases_hearing_step FOR INSERT TO tongjian_app
  WITH CHECK (person = {_PERSON} AND {_handled("cases_hearing_step.case_id")});

CREATE POLICY heard ON cases_pause FOR INSERT TO tongjian_app
  WITH CHECK (kind = '2' AND {_handled("cases_pause.case_id")}
    AND (SELECT true FROM cases_party p WHERE p.case_id = cases_pause.case_id AND p.applicant LIMIT 1));
"""

ALL = (GRANTS, ENABLE, POLICIES)
