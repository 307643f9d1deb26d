"""What a counter clerk finds for someone who remembers only a name, a code or a phone."""

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import case_rows
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.readings import CounterFindings
from tongjian.cases.errors import NotYourTask
from tongjian.evidence import ObjectRef
from tongjian.identity import Actor, Role

_FOUND = 20
_LEAST = 2
"""A single character names half the city."""


def find_at_counter(desk: Desk, actor: Actor, *, text: str) -> CounterFindings:
    """Return the newest drafts and cases of the clerk's counter by number, name, code or phone's end.

    Looking for people is itself a deed that the log keeps: who looked, for what, and how much was found.

    Source: 个人信息保护法 Art. 51; GB/T 22239-2019 (安全审计).

    Raises:
        NotYourTask: the actor is no clerk.
    """
    if not actor.has(Role.CLERK):
        raise NotYourTask(node_name="窗口查找", who="综合窗口")
    words = sought(text)
    if len(words) < _LEAST:
        return CounterFindings()
    with desk.begin(actor.access()):
        drafts = desk.drafts.search_drafts(words, size=_FOUND)
        cases = case_rows(desk, desk.readings.search_cases(words, size=_FOUND))
        record_deed(
            desk,
            actor,
            act="find_at_counter",
            target=ObjectRef(kind="cases.search", id=desk.ids()),
            at=desk.now(),
            opinion=f"查找“{words[:100]}”：草稿 {len(drafts)} 件，办件 {len(cases)} 件",
        )
    return CounterFindings(drafts, cases)
