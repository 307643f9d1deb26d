"""Elements of the file under writing."""

from lxml import etree

from tongjian.rules.dmn.expressions import InformationItem, LiteralExpression, Place

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
"""DMN 1.5, whatever version the model was read from."""

Element = etree._Element  # noqa: SLF001 - lxml gives its type no other name


def child(parent: Element, tag: str, **attributes: str | None) -> Element:
    """Add an element with those of the attributes that are given."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(name, value)
    return made


def identified(parent: Element, tag: str, at: Place, **attributes: str | None) -> Element:
    """Add an element with its id, where it had one of its own."""
    return child(parent, tag, id=at.id if at.own else None, **attributes)


def item(parent: Element, tag: str, written: InformationItem) -> Element:
    """Add a variable, parameter or column."""
    return identified(parent, tag, written.at, name=written.name, typeRef=written.type_ref)


def text_in(parent: Element, tag: str, literal: LiteralExpression | None) -> None:
    """Add an element that holds a text, where there is one."""
    if literal is not None:
        holder = identified(parent, tag, literal.at, typeRef=literal.type_ref)
        child(holder, "text").text = literal.text
