"""Fields of forms as a page draws them, from a Django form or from the catalogue's own definition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from tongjian.catalogue import FieldKind, FormField
from tongjian.portal.parts import FieldError


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick."""

    value: str
    label: str
    picked: bool
    id: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field, ready to be drawn.

    Attributes:
        id: id of its control; the first option's for radios and checkboxes.
        kind: a word: text, textarea, select, radios, checkboxes, tick, file or hidden.
        type: HTML type of a text control.
        keyboard: HTML inputmode; empty for the type's own.
        width: ``s``, ``m``, ``l`` or empty for the whole width.
    """

    id: str
    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    type: str = "text"
    keyboard: str = ""
    autocomplete: str = ""
    unit: str = ""
    width: str = ""
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    accept: str = ""

    @property
    def described_by(self) -> str:
        """Return the ids of hint and error, for ``aria-describedby``."""
        hint = f"{self.id}-hint" if self.hint else ""
        return f"{hint} {self.id}-error".strip() if self.error else hint

    @property
    def is_group(self) -> bool:
        """Return whether several controls share the label, so that it must be a legend."""
        return self.kind in ("radios", "checkboxes")

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """Return the field's own entry of the error summary, if it has one."""
        return (FieldError(self.id, self.error),) if self.error else ()


def field_of_bound(bound: BoundField, *, width: str = "") -> FieldView:
    """Return a Django form's field as a page draws it."""
    widget = bound.field.widget
    kind = _kind_of(widget)
    value = bound.value()
    picked = {str(one) for one in (value if isinstance(value, (list, tuple)) else [value])}
    options = _options(bound.id_for_label or bound.auto_id, _choices(bound), picked)
    control = options[0].id if kind in ("radios", "checkboxes") and options else bound.auto_id
    attrs = widget.attrs
    return FieldView(
        id=control,
        name=bound.html_name,
        label=str(bound.label),
        kind=kind,
        value="" if value is None or kind == "file" else str(value),
        hint=str(bound.help_text),
        error=str(bound.errors[0]) if bound.errors else "",
        required=bound.field.required,
        type=str(attrs.get("type", getattr(widget, "input_type", None) or "text")),
        keyboard=str(attrs.get("inputmode", "")),
        autocomplete=str(attrs.get("autocomplete", "")),
        unit=str(attrs.get("data-unit", "")),
        width=width or str(attrs.get("data-width", "")),
        max_length=getattr(bound.field, "max_length", None),
        options=options,
        accept=str(attrs.get("accept", "")),
    )


def _kind_of(widget: forms.Widget) -> str:
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.HiddenInput, "hidden"),
        (forms.Textarea, "textarea"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "tick"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
    )
    return next((kind for known, kind in kinds if isinstance(widget, known)), "text")


def _choices(bound: BoundField) -> Iterable[tuple[str, str]]:
    pairs: Iterable[tuple[object, object]] = getattr(bound.field, "choices", ())
    return ((str(value), str(label)) for value, label in pairs)


def _options(stem: str, choices: Iterable[tuple[str, str]], picked: set[str]) -> tuple[Option, ...]:
    return tuple(
        Option(value, label, value in picked, f"{stem.removesuffix('_0')}_{at}")
        for at, (value, label) in enumerate(choices)
    )


def field_of_definition(field: FormField, *, value: str = "", error: str = "") -> FieldView:
    """Return a field of the catalogue's form definition as a page draws it."""
    stem = f"id_{field.name.replace('.', '-')}"
    choices = [(one.code, one.label) for one in field.choices]
    if field.kind is FieldKind.YES_NO:
        choices = [("true", _("是")), ("false", _("否"))]
    kind, html_type, keyboard, width = _drawing(field.kind, len(choices))
    options = _options(stem, choices, {value})
    return FieldView(
        id=options[0].id if kind == "radios" and options else stem,
        name=field.name,
        label=_(field.label),
        kind=kind,
        value=value,
        hint=_(field.hint) if field.hint else "",
        error=error,
        required=field.required,
        type=html_type,
        keyboard=keyboard,
        autocomplete=field.autocomplete,
        unit=_(field.unit) if field.unit else "",
        width=width,
        max_length=field.max_length,
        options=options,
    )


_FEW = 6
"""Up to so many choices stand open as radios; more go into a select."""


_DRAWINGS = {
    FieldKind.TEXT: ("text", "text", "", "l"),
    FieldKind.ADDRESS: ("text", "text", "", ""),
    FieldKind.NUMBER: ("text", "text", "decimal", "s"),
    FieldKind.DATE: ("text", "date", "", "s"),
    FieldKind.CHOICE: ("radios", "", "", ""),
    FieldKind.YES_NO: ("radios", "", "", ""),
    FieldKind.PHONE: ("text", "tel", "numeric", "m"),
    FieldKind.CITIZEN_ID: ("text", "text", "", "m"),
    FieldKind.TEXTAREA: ("textarea", "", "", ""),
}
"""Control, HTML type, keyboard and width by kind."""


def _drawing(kind: FieldKind, choices: int) -> tuple[str, str, str, str]:
    return ("select", "", "", "") if choices > _FEW else _DRAWINGS[kind]


def fields_of_definition(
    fields: Iterable[FormField], *, values: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[FieldView, ...]:
    """Return the fields of a form page with what was typed and what is wrong, by field name."""
    return tuple(
        field_of_definition(one, value=values.get(one.name, ""), error=errors.get(one.name, ""))
        for one in fields
    )


def errors_of_form(form: forms.BaseForm) -> tuple[FieldError, ...]:
    """Return every error of a Django form in the order of its fields, the whole form's first."""
    whole = tuple(FieldError("", str(text)) for text in form.non_field_errors())
    return whole + tuple(error for bound in form for error in field_of_bound(bound).errors)
