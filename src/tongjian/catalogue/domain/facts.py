"""Reading a project's facts as they come from a form or the API against their declarations."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from tongjian.catalogue.domain.catalogue import Catalogue, FactDeclaration
from tongjian.kit import Invalid, Problem
from tongjian.rules import Fact

_MOST_DIGITS = 15
_YES_NO = {
    "1": True,
    "true": True,
    "yes": True,
    "是": True,
    "0": False,
    "false": False,
    "no": False,
    "否": False,
}


def read_facts(catalogue: Catalogue, given: Mapping[str, object]) -> dict[str, Fact]:
    """Return the facts with the type their declaration says; an empty answer stays unknown.

    Raises:
        Invalid: every undeclared name and every value that is not of its kind.
    """
    declared = {fact.name: fact for fact in catalogue.facts}
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        declaration = declared.get(name)
        if declaration is None:
            problems.append(Problem(name, "没有这个项目情形"))
        elif value is not None and value != "":
            read = _read(declaration, value)
            if read is None:
                problems.append(Problem(name, _SAYS[declaration.kind]))
            else:
                facts[name] = read
    if problems:
        raise Invalid(problems=tuple(problems))
    return facts


_SAYS = {"choice": "请从所列选项中选择", "yes_no": "请选择是或否", "number": "请填写不小于 0 的数字"}


def _read(declaration: FactDeclaration, value: object) -> Fact | None:
    match declaration.kind:
        case "yes_no":
            return value if isinstance(value, bool) else _YES_NO.get(str(value).strip().lower())
        case "choice":
            return value if isinstance(value, str) and _is_choice(declaration, value) else None
        case "number":
            return _number(value)


def _is_choice(declaration: FactDeclaration, value: str) -> bool:
    return any(choice.code == value for choice in declaration.choices)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    is_sane = number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS
    return number if is_sane and number >= 0 else None
