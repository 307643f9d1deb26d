"""Who may read and write what reviewers note: SQL run by the migration that makes the tables.

Marks are seen by the organ they were made for, written by their person; drafts are their person's alone;
a phrase is its person's or its organisation's.
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"
_ME = "(SELECT tongjian_person())"
_TABLES = ("cases_review_mark", "cases_opinion_draft", "cases_phrase")


def _handled(column: str) -> str:
    """Return the test that the viewer may act on the case in a column, not only watch it."""
    return f"""(SELECT true FROM cases_access a
      WHERE a.case_id = {column} AND a.holder = ANY({_HOLDERS}) AND NOT a.watches LIMIT 1)"""


GRANTS = """
GRANT SELECT, INSERT, DELETE, UPDATE (person_name, organisation, verdict, remark, material, page, box, marked_at)
    ON cases_review_mark TO tongjian_app;
GRANT SELECT, INSERT, DELETE, UPDATE (text, choice, version, saved_at) ON cases_opinion_draft TO tongjian_app;
GRANT SELECT, INSERT, DELETE ON cases_phrase TO tongjian_app;
"""

ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)

_MINE = f"person = {_ME}"
_MY_MARK = f"{_MINE} AND organisation = ANY({_HOLDERS}) AND {_handled('cases_review_mark.case_id')}"
_MY_DRAFT = f"{_MINE} AND {_handled('cases_opinion_draft.case_id')}"

POLICIES = f"""
CREATE POLICY seen ON cases_review_mark FOR SELECT TO tongjian_app
  USING (organisation = ANY({_HOLDERS}) AND {_handled("cases_review_mark.case_id")});
CREATE POLICY added ON cases_review_mark FOR INSERT TO tongjian_app WITH CHECK ({_MY_MARK});
CREATE POLICY changed ON cases_review_mark FOR UPDATE TO tongjian_app
  USING ({_MINE}) WITH CHECK ({_MY_MARK});
CREATE POLICY removed ON cases_review_mark FOR DELETE TO tongjian_app USING ({_MINE});
CREATE POLICY own ON cases_opinion_draft TO tongjian_app USING ({_MINE}) WITH CHECK ({_MY_DRAFT});
CREATE POLICY seen ON cases_phrase FOR SELECT TO tongjian_app USING (owner = ANY({_HOLDERS}));
CREATE POLICY added ON cases_phrase FOR INSERT TO tongjian_app
  WITH CHECK (made_by = {_ME} AND owner = ANY({_HOLDERS}));
CREATE POLICY removed ON cases_phrase FOR DELETE TO tongjian_app USING (made_by = {_ME});
"""

ALL = (GRANTS, ENABLE, POLICIES)
