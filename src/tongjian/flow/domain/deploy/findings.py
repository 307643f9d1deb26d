"""Problems of a process text, gathered so that all are told at once."""

from lxml import etree

from tongjian.flow.domain.deploy.english import ENGLISH
from tongjian.flow.errors import ProcessRefused
from tongjian.kit import Problem

MAX_PROBLEMS = 200
"""More than these are not listed: nobody reads them, and a hostile text could have a million."""


class Findings:
    """Gathers problems while a text is read and checked."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._problems)

    def add(self, element: etree._Element | None, what: str, /, **facts: str) -> None:
        """Note a problem of an element, or of the text as a whole.

        Args:
            element: where it is; its id becomes the problem's field.
            what: Chinese template with places for ``facts``; the English is told after it.
            **facts: what fills the places, cut to 80 characters.
        """
        if len(self._problems) >= MAX_PROBLEMS:
            return
        place = _place(element) if element is not None else {}
        filled = {**place, **{name: text[:80] for name, text in facts.items()}}
        says = f"第 %(line)s 行 %(element)s“%(name)s”：{what}" if place else what
        says += f"（{ENGLISH[what]}）" if what in ENGLISH else ""
        self._problems.append(Problem(place.get("id", ""), says, tuple(filled.items())))

    def refuse(self) -> None:
        """Refuse the text if there is any problem.

        Raises:
            ProcessRefused: with all of them.
        """
        if self._problems:
            raise ProcessRefused(problems=tuple(self._problems))


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def split_name(name: str) -> tuple[str | None, str]:
    """Return namespace and local name of an element's tag or an attribute's key.

    ``etree.QName`` checks the name again at each call; parsed names have been checked.
    """
    namespace, closed, local = name.rpartition("}")
    return (namespace[1:] if closed else None), local


def _place(element: etree._Element) -> dict[str, str]:
    return {
        "id": element.get("id", "")[:80],
        "line": str(element.sourceline or 0),
        "element": local_name(element)[:80],
        "name": (element.get("name") or element.get("id") or "")[:80],
    }
