"""What an administrator sees of a process that cannot go on alone: where it stands, nothing of the papers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow import Value, ValueKind, kind_of, plain_text
from tongjian.identity import mask_citizen_id, mask_name, mask_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident in the list.

    Attributes:
        instance: the instance it stands in; a case's instance has the case's own id.
        number: its number within the instance.
        case_number: number of the case; empty where the instance is no case's.
        project_code: 项目代码; empty where there is no project.
        node_name: what the node is called; its id where it has no name.
        code: kind of failure, permanent: the code of a refusal, or of the process's own error.
        says: what failed, personal values masked.
        at: since when.
    """

    instance: UUID
    number: int
    case_number: str
    item_name: str
    project_code: str
    process_name: str
    node: str
    node_name: str
    code: str
    says: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVariable:
    """A variable as it is shown.

    Attributes:
        text: the value for reading, personal values masked.
        is_masked: something of it is hidden.
    """

    name: str
    kind: ValueKind
    text: str
    is_masked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSheet:
    """One incident, with all an administrator needs to settle it.

    Attributes:
        topic: what was asked of the outside; empty where it is no job.
        tries: how often it was tried.
        variables: what the node sees; the input of a job.
        may_terminate: its instance may be ended here, since no open case depends on it.
    """

    row: IncidentRow
    process: str
    version: int
    topic: str
    tries: int
    variables: tuple[ShownVariable, ...]
    may_terminate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVariable:
    """A variable put right, as a person writes it."""

    name: str
    kind: ValueKind
    text: str


_PERSONAL = re.compile(
    r"name|phone|mobile|tel|citizen|id_?card|id_?number|address|email|account|contact|birth"
    r"|姓名|名称|电话|手机|身份证|证件|住址|地址|邮箱|账号|账户|联系|出生",
    re.IGNORECASE,
)
_CITIZEN_ID = re.compile(r"(?<![0-9A-Za-z-])\d{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_LONGEST = 400
_MOST = 20


def masked(text: str) -> str:
    """Return a text with the identity numbers, phone numbers and mail addresses in it masked."""
    text = _CITIZEN_ID.sub(lambda found: mask_citizen_id(found[0]), text)
    text = _PHONE.sub(lambda found: mask_phone(found[0]), text)
    return _EMAIL.sub(lambda found: mask_name(found[0]), text)


def shown_variable(name: str, value: Value) -> ShownVariable:
    """Return a variable for reading; what its name calls personal is masked whole."""
    text, whole = _text(name, value, hide=True), _text(name, value, hide=False)
    return ShownVariable(name=name, kind=kind_of(value), text=_cut(text), is_masked=text != whole)


def _text(name: str, value: Value, *, hide: bool) -> str:
    if isinstance(value, tuple):
        return _listed([_text(name, one, hide=hide) for one in value[:_MOST]], len(value))
    if isinstance(value, Mapping):
        inner = [f"{key}：{_text(f'{name}.{key}', one, hide=hide)}" for key, one in [*value.items()][:_MOST]]
        return _listed(inner, len(value))
    text = plain_text(value)
    if not hide or isinstance(value, bool):
        return text
    return mask_name(text) if text and _PERSONAL.search(name) else masked(text)


def _listed(parts: list[str], number: int) -> str:
    return "；".join(parts) + ("……" if number > _MOST else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
