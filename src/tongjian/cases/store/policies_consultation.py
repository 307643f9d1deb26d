"""Who may read and write consultations and comprehensive replies.

A consulted department gets no access row of the case: it never sees the case, but only what it was sent
(letter, enclosures) and its own answers, and these for ever, for it answers for them. That somebody is
asked, by when and how it stands everyone knows who sees the case; the words of question and answer are
for the organs alone, not for the applicant (政府信息公开条例 Art. 16, information of the process).
"""

_HOLDERS = "(SELECT tongjian_holders())::uuid[]"

GRANTS = """
GRANT SELECT, INSERT ON cases_consultation_letter, cases_consultation_step, cases_reply TO tongjian_app;
GRANT SELECT, INSERT, UPDATE (status, answer, settled_on, returned, silent, overruled, due_on, starts_on,
    limit_days, limit_unit) ON cases_consultation TO tongjian_app;
"""

_TABLES = ("cases_consultation", "cases_consultation_letter", "cases_consultation_step", "cases_reply")
ENABLE = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in _TABLES
)

_SEEN = f"""(SELECT true FROM cases_access a WHERE a.case_id = cases_consultation.case_id
  AND a.holder = ANY({_HOLDERS}) LIMIT 1)"""

_LEADS = f"""(SELECT true FROM cases_case c WHERE c.id = cases_consultation.case_id AND c.closed_at IS NULL
  AND c.department = cases_consultation.lead AND c.department = ANY({_HOLDERS}) LIMIT 1)"""


def _of_the_organs(column: str) -> str:
    """Return the test that the viewer is an organ concerned with a consultation, or watches the case."""
    return f"""(SELECT true FROM cases_consultation k WHERE k.id = {column}
      AND (k.department = ANY({_HOLDERS}) OR (SELECT true FROM cases_access a JOIN cases_case c ON c.id = a.case_id
          WHERE a.case_id = k.case_id AND a.holder = ANY({_HOLDERS})
            AND a.holder <> c.applicant AND a.holder <> c.application_id LIMIT 1)) LIMIT 1)"""


def _of_the_two(column: str) -> str:
    """Return the test that the viewer is the organ that asks, or the one asked."""
    return f"""(SELECT true FROM cases_consultation k WHERE k.id = {column}
      AND (k.department = ANY({_HOLDERS}) OR k.lead = ANY({_HOLDERS})) LIMIT 1)"""


def _of_who_asks(column: str) -> str:
    """Return the test that the viewer is the organ that asks."""
    return (
        f"(SELECT true FROM cases_consultation k WHERE k.id = {column} AND k.lead = ANY({_HOLDERS}) LIMIT 1)"
    )


_WATCHES_THE_APPLICATION = f"""(SELECT true FROM cases_case c JOIN cases_access a ON a.case_id = c.id
  WHERE c.application_id = cases_reply.application_id AND c.applicant = cases_reply.holder
    AND a.holder = ANY({_HOLDERS}) AND a.watches LIMIT 1)"""

POLICIES = f"""
CREATE POLICY seen ON cases_consultation FOR SELECT TO tongjian_app
  USING (department = ANY({_HOLDERS}) OR {_SEEN});
CREATE POLICY asked ON cases_consultation FOR INSERT TO tongjian_app
  WITH CHECK (department <> lead AND {_LEADS});
CREATE POLICY moved ON cases_consultation FOR UPDATE TO tongjian_app
  USING (department = ANY({_HOLDERS}) OR lead = ANY({_HOLDERS}))
  WITH CHECK (department = ANY({_HOLDERS}) OR lead = ANY({_HOLDERS}));

CREATE POLICY seen ON cases_consultation_letter FOR SELECT TO tongjian_app
  USING ({_of_the_organs("cases_consultation_letter.consultation")});
CREATE POLICY sent ON cases_consultation_letter FOR INSERT TO tongjian_app
  WITH CHECK ({_of_who_asks("cases_consultation_letter.consultation")});

CREATE POLICY seen ON cases_consultation_step FOR SELECT TO tongjian_app
  USING ({_of_the_organs("cases_consultation_step.consultation")});
CREATE POLICY added ON cases_consultation_step FOR INSERT TO tongjian_app
  WITH CHECK ((person = (SELECT tongjian_person()) AND organisation = ANY({_HOLDERS})
               OR person IS NULL AND kind IN ('deemed_consent', 'reminded'))
              AND {_of_the_two("cases_consultation_step.consultation")});

CREATE POLICY received ON cases_reply FOR SELECT TO tongjian_app
  USING (holder = ANY({_HOLDERS})
         OR (SELECT true FROM cases_application p WHERE p.id = cases_reply.application_id LIMIT 1));
CREATE POLICY replied ON cases_reply FOR INSERT TO tongjian_app
  WITH CHECK (person = (SELECT tongjian_person()) AND {_WATCHES_THE_APPLICATION});
"""

ALL = (GRANTS, ENABLE, POLICIES)
