"""What the catalogue refuses."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Absent, Invalid


@dataclass(eq=False, kw_only=True)
class MalformedCatalogue(Invalid):
    """The catalogue data cannot be loaded; nothing of it was. Every problem names item and field."""

    code: ClassVar[str] = "catalogue.malformed_catalogue"
    says: ClassVar[str] = "事项目录数据有错误，没有装载任何内容"
    advice: ClassVar[str] = "请逐条修改所列事项和字段后重新装载"


@dataclass(eq=False, kw_only=True)
class MalformedForm(Invalid):
    """A form definition cannot be used."""

    code: ClassVar[str] = "catalogue.malformed_form"
    says: ClassVar[str] = "表单定义有错误"
    advice: ClassVar[str] = "请按所列位置修改表单定义"


@dataclass(eq=False, kw_only=True)
class UnknownItem(Absent):
    """The catalogue has no such item."""

    code: ClassVar[str] = "catalogue.unknown_item"
    says: ClassVar[str] = "事项目录中没有编码为 %(item)s 的事项"
    advice: ClassVar[str] = "请从事项目录中重新选择"
    item: str


@dataclass(eq=False, kw_only=True)
class UnknownEntry(Absent):
    """The catalogue declares no such stage, project type, department, registry, fact or form."""

    code: ClassVar[str] = "catalogue.unknown_entry"
    says: ClassVar[str] = "事项目录中没有 %(kind)s %(entry)s"
    kind: str
    entry: str


@dataclass(eq=False, kw_only=True)
class UnknownEdition(Absent):
    """No edition of the catalogue has this content hash."""

    code: ClassVar[str] = "catalogue.unknown_edition"
    says: ClassVar[str] = "没有版本为 %(edition)s 的事项目录"
    edition: str


@dataclass(eq=False, kw_only=True)
class NoCatalogue(Absent):
    """No catalogue was loaded yet."""

    code: ClassVar[str] = "catalogue.no_catalogue"
    says: ClassVar[str] = "尚未装载事项目录"
    advice: ClassVar[str] = "请联系系统管理员装载事项目录"
