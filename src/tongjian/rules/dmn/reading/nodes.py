"""Walking the elements of a model file: children by name, places, texts, names."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tongjian.kit import line_of
from tongjian.rules.dmn.expressions import InformationItem, LiteralExpression, Place
from tongjian.rules.dmn.problems import Problems
from tongjian.rules.dmn.reading.vocabulary import FEEL_LANGUAGES, belongs

Element = etree._Element  # noqa: SLF001 - lxml gives its type no other name


@dataclass(slots=True)
class Sheet:
    """A file under reading: its namespace, and the problems found so far."""

    namespace: str
    problems: Problems = field(default_factory=Problems)

    def tag(self, element: Element) -> str | None:
        """Return the name of an element of the standard; None for a stranger's."""
        name = etree.QName(element)
        return name.localname if name.namespace == self.namespace else None

    def place(self, element: Element) -> Place:
        """Return where the element stands, by its id or that of the nearest parent that has one.

        An element directly under the root that has no id goes by its name.
        """
        bearer = element
        while not bearer.get("id"):
            parent = bearer.getparent()
            if parent is None or (parent.getparent() is None and bearer.get("name")):
                break
            bearer = parent
        given = bearer.get("id") or bearer.get("name") or ""
        return Place(etree.QName(element).localname, given, line_of(element), own=bool(element.get("id")))

    def children(self, element: Element) -> Iterator[tuple[str, Element]]:
        """Give the children that belong to the standard, with their names; misplaced ones are noted."""
        parent = self.tag(element) or ""
        for child in element:
            name = self.tag(child)
            if name is None:
                continue
            if belongs(name, parent):
                yield name, child
            else:
                self.problems.add(self.place(child), "%(parent)s 中不应有 %(tag)s", parent=parent, tag=name)

    def all(self, element: Element, name: str) -> list[Element]:
        """Return the children of this name."""
        return [child for tag, child in self.children(element) if tag == name]

    def one(self, element: Element, name: str) -> Element | None:
        """Return the child of this name; a second one is noted."""
        found = self.all(element, name)
        for more in found[1:]:
            self.problems.add(self.place(more), "重复的 %(tag)s", tag=name)
        return found[0] if found else None

    def text(self, element: Element, name: str) -> str | None:
        """Return the text of the child of this name; None where there is no such child."""
        child = self.one(element, name)
        return None if child is None else (child.text or "").strip()

    def name_of(self, element: Element) -> str:
        """Return the name of a named element, its white space made single blanks."""
        name = " ".join((element.get("name") or "").split())
        if not name:
            self.problems.add(self.place(element), "缺少名称（name）")
        return name

    def item(self, element: Element, *, name: str | None = None) -> InformationItem:
        """Return a variable, parameter or column."""
        given = " ".join((element.get("name") or "").split())
        if not given and name is None:
            self.problems.add(self.place(element), "缺少名称（name）")
        return InformationItem(
            at=self.place(element), name=given or name or "", type_ref=self.type_ref(element)
        )

    def type_ref(self, element: Element) -> str | None:
        """Return the type an element names in its attribute."""
        return self.plain_type(element, element.get("typeRef"))

    def plain_type(self, element: Element, written: str | None) -> str | None:
        """Return the name of a type without the prefix that older files give the types of FEEL."""
        written = " ".join((written or "").split())
        prefix, colon, rest = written.partition(":")
        if colon and element.nsmap.get(prefix) in FEEL_LANGUAGES:
            return rest
        return written or None

    def literal(self, element: Element) -> LiteralExpression:
        """Return a literal expression, a unary test, or another holder of a text."""
        language = element.get("expressionLanguage")
        if language and language not in FEEL_LANGUAGES:
            self.problems.add(self.place(element), "不支持的表达式语言 %(language)s", language=language)
        for child in element:
            if self.tag(child) == "importedValues":
                self.problems.add(self.place(child), "不支持引入的值（importedValues）")
        texts = [child.text or "" for child in element if self.tag(child) == "text"]
        return LiteralExpression(
            at=self.place(element), text=(texts[0] if texts else ""), type_ref=self.type_ref(element)
        )
