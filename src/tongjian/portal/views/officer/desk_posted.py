"""What the case desk posts: notes at points, the opinion, and what is still missing to conclude."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongjian.cases import JudgedPoint, JudgingSheet, Place, PointNote, PointVerdict, read_box
from tongjian.kit import Invalid
from tongjian.portal.parts import FieldError
from tongjian.portal.refusals import told_problem
from tongjian.portal.views.officer.desk_choices import Choice

_MOST_DIGITS = 4
OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Posted:
    """What was typed and ticked on the page."""

    notes: tuple[PointNote, ...]
    text: str
    choice: str
    version: int

    def note(self, point: str) -> PointNote:
        """Return the note at a point."""
        return next((one for one in self.notes if one.point == point), PointNote(point))


def posted_of(data: QueryDict, points: tuple[JudgedPoint, ...]) -> Posted:
    """Read the page's form; what is no verdict, paper, page or box counts as none."""
    return Posted(
        notes=tuple(_note(data, one.point.key) for one in points),
        text=_text(data, OPINION),
        choice=_text(data, "choice"),
        version=_number(data.get("version", "")),
    )


def kept_of(judging: JudgingSheet) -> Posted:
    """Return what is kept, as if it had just been posted."""
    notes = tuple(
        PointNote(one.point.key)
        if one.mine is None
        else PointNote(one.point.key, one.mine.verdict, one.mine.remark, one.mine.place)
        for one in judging.points
    )
    return Posted(notes, judging.draft.text, judging.draft.choice, judging.draft.version)


def _note(data: QueryDict, key: str) -> PointNote:
    verdict = data.get(f"verdict-{key}", "")
    known = PointVerdict(verdict) if verdict in list(PointVerdict) else None
    page, box = _number(data.get(f"page-{key}", "")), read_box(data.get(f"box-{key}", ""))
    material = _uuid(data.get(f"paper-{key}", ""))
    place = Place(material, page, box if page else None) if material and (page or box) else None
    return PointNote(key, known, _text(data, f"remark-{key}"), place)


def missing_of(posted: Posted, choice: Choice | None, points: tuple[JudgedPoint, ...]) -> list[FieldError]:
    """Return what stands in the way of concluding; the links lead to the controls."""
    if choice is None:
        return [FieldError("choice-0", _("请选择结论"))]
    missing: list[FieldError] = []
    for number, one in enumerate(points, start=1):
        note = posted.note(one.point.key)
        target = f"verdict-{one.point.key}-met"
        if choice.needs_points and note.verdict is None:
            missing.append(FieldError(target, _("第 %(number)s 项审查要点还没有判断") % {"number": number}))
        elif choice.agrees and note.verdict is PointVerdict.UNMET:
            told = _("第 %(number)s 项不符合，不能选“%(choice)s”") % {
                "number": number,
                "choice": choice.label,
            }
            missing.append(FieldError(target, told))
    if choice.needs_words and not posted.text.strip():
        missing.append(FieldError(OPINION, _("请写明理由或者内容")))
    return missing


def errors_of(refused: Invalid, points: tuple[JudgedPoint, ...]) -> list[FieldError]:
    """Return each problem of a refused save at its control."""
    numbers = {one.point.key: number for number, one in enumerate(points, start=1)}
    return [_error(one.field, told_problem(one), numbers) for one in refused.problems]


def _error(field: str, told: str, numbers: dict[str, int]) -> FieldError:
    key = field.removeprefix("points.").removesuffix(".remark").removesuffix(".place")
    if key not in numbers:
        return FieldError(OPINION, told)
    words = _("第 %(number)s 项：%(told)s") % {"number": numbers[key], "told": told}
    return FieldError(f"{'page' if field.endswith('.place') else 'remark'}-{key}", words)


def at_points(errors: Iterable[FieldError]) -> dict[str, str]:
    """Return the errors that stand at points, by the point."""
    found = {}
    for one in errors:
        part, _dash, key = one.target.partition("-")
        if part in {"verdict", "remark", "page"}:
            found[key.removesuffix("-met") if part == "verdict" else key] = one.text
    return found


def unmet_words(posted: Posted, judging: JudgingSheet) -> str:
    """Return the unmet points with remarks and places, as words for the opinion."""
    names = {one.id: one.name for history in judging.papers for one in (history.paper, *history.earlier)}
    lines: list[str] = []
    for one in judging.points:
        note = posted.note(one.point.key)
        if note.verdict is PointVerdict.UNMET:
            lines.append(
                f"{len(lines) + 1}. {one.point.text}：{note.remark or _('不符合')}{_where(note, names)}"
            )
    return "\n".join(lines)


def _where(note: PointNote, names: dict[UUID, str]) -> str:
    if note.place is None:
        return ""
    name = names.get(note.place.material, "")
    if not note.place.page:
        return f"（{name}）"
    return _("（《%(name)s》第 %(page)s 页）") % {"name": name, "page": note.place.page}


def _text(data: QueryDict, name: str) -> str:
    return data.get(name, "").replace("\x00", "").replace("\r\n", "\n")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
