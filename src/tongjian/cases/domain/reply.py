"""The comprehensive reply (综合答复): one answer of the lead to one application for several items.

Source: 国办发〔2019〕11号 (一家牵头、并联审批、限时办结); domain rules 5.5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label

BASIS = (
    "《关于全面开展工程建设项目审批制度改革的实施意见》（国办发〔2019〕11号）：一家牵头、并联审批、限时办结"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply as it was sent.

    Attributes:
        interim: some cases were still open.
        rows: item and where it stands.
        holder: the applicant.
    """

    id: UUID
    application: UUID
    number: str
    title: str
    interim: bool
    addressee: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    basis: str
    organ: str
    holder: UUID
    person: UUID
    made_at: datetime
    entry: UUID


def title_of(*, interim: bool) -> str:
    """Return the title of a reply."""
    return "阶段性综合答复" if interim else "综合答复"


def words_of(cases: Iterable[Case], *, remark: str) -> tuple[str, ...]:
    """Return the sentences of a reply to an application; each decision stays with its own organ."""
    found = tuple(cases)
    done = sum(one.closed_at is not None for one in found)
    what = f"你（单位）就“{found[0].project_name or found[0].applicant_name}”一并提出的{len(found)}个事项"
    left = len(found) - done
    first = f"{what}，已办结{done}个，其余{left}个正在办理，" if left else f"{what}已全部办结，"
    opening = f"{first}现将办理情况一并答复如下。各事项的决定由各审批部门分别作出，以各自的决定文书为准。"
    return (opening, remark) if remark else (opening,)


def rows_of(cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    """Return each item with its organ, its standing and its case number."""
    return tuple(
        (
            one.frozen.item_name,
            f"{one.department_name}：{state_label(one.frozen.kind, one.state)}（{one.number}）",
        )
        for one in found_in_order(cases)
    )


def found_in_order(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return cases in the order a reply names them."""
    return tuple(sorted(cases, key=lambda one: (one.closed_at is None, one.number)))
