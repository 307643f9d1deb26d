"""Forms: our own definition, a JSON Schema with a layout in pages and data-element codes."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field is asked for."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PHONE = "phone"
    CITIZEN_ID = "citizen_id"
    TEXTAREA = "textarea"
    ADDRESS = "address"

    @property
    def is_typed(self) -> bool:
        """Return whether the field is typed rather than picked."""
        return self not in (FieldKind.CHOICE, FieldKind.YES_NO)


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One option of a choice field."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    Attributes:
        name: its name in the answers.
        element: code of its data element.
        autocomplete: HTML autocomplete token; empty for none.
        max_length: characters; None without a limit.
        prefill: what fills it beforehand, such as ``applicant.name``; empty for nothing.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool
    element: str
    hint: str = ""
    choices: tuple[FieldChoice, ...] = ()
    unit: str = ""
    autocomplete: str = ""
    max_length: int | None = None
    prefill: str = ""

    @property
    def is_typed(self) -> bool:
        """Return whether the applicant has to type it: neither picked nor filled beforehand."""
        return self.kind.is_typed and not self.prefill


@dataclass(frozen=True, slots=True)
class FormPage:
    """Fields shown together."""

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        schema: JSON Schema 2020-12 of the answers, as JSON text.
    """

    code: str
    title: str
    pages: tuple[FormPage, ...]
    schema: str

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Return all fields in order."""
        return tuple(one for page in self.pages for one in page.fields)
