"""Who may read and write that a paper was opened: seen with the case, written by the reader alone."""

from tongjian.cases.store.policies import _any, _handled, _seen

_OWN_PAPER = _any(
    "cases_document d WHERE d.id = cases_document_reading.document"
    " AND d.case_id = cases_document_reading.case_id"
)

APPLY = f"""
GRANT SELECT, INSERT ON cases_document_reading TO tongjian_app;
ALTER TABLE cases_document_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_document_reading FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON cases_document_reading FOR SELECT TO tongjian_app
  USING ({_seen("cases_document_reading.case_id")});
CREATE POLICY opened ON cases_document_reading FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND {_handled("cases_document_reading.case_id")}
              AND {_OWN_PAPER});
"""
