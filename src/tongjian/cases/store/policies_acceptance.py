"""Who may read and write verdicts on papers and leaves to tell a forgotten point.

Verdicts are the organ's own notes until a notice or an acceptance comes of them: the applicant reads the
notice. A leave is given by who watches the case and does not handle it, and is read by all who see it.
What the clock records of itself has no person, and comes only from where no person is signed in.
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"

_TABLES = ("cases_paper_verdict", "cases_new_point")

GRANTS = f"GRANT SELECT, INSERT ON {', '.join(_TABLES)} TO tongjian_app;\n"

ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)


def _of_the_organ(column: str) -> str:
    """Return the test that the viewer belongs to the deciding organ or the counter of the case in a column."""
    return (
        f"(SELECT true FROM cases_case c WHERE c.id = {column}"
        f" AND (c.department = ANY({_HOLDERS}) OR c.counter = ANY({_HOLDERS})) LIMIT 1)"
    )


def _watched(column: str) -> str:
    """Return the test that the viewer watches the case in a column."""
    return (
        f"(SELECT true FROM cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS})"
        " AND a.watches LIMIT 1)"
    )


def _seen(column: str) -> str:
    """Return the test that the viewer sees the case in a column."""
    return (
        f"(SELECT true FROM cases_access a WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS}) LIMIT 1)"
    )


POLICIES = f"""
CREATE POLICY seen ON cases_paper_verdict FOR SELECT TO tongjian_app
  USING ({_of_the_organ("cases_paper_verdict.case_id")} OR {_watched("cases_paper_verdict.case_id")});
CREATE POLICY judged ON cases_paper_verdict FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND {_of_the_organ("cases_paper_verdict.case_id")});

CREATE POLICY seen ON cases_new_point FOR SELECT TO tongjian_app
  USING ({_seen("cases_new_point.case_id")});
CREATE POLICY allowed ON cases_new_point FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND {_watched("cases_new_point.case_id")});

CREATE POLICY deemed ON cases_record FOR INSERT TO tongjian_app
  WITH CHECK (person IS NULL AND (SELECT tongjian_person()) IS NULL AND act = 'deem_accepted' AND state = 3
              AND {_of_the_organ("cases_record.case_id")});
"""

ALL = (GRANTS, ENABLE, POLICIES)
