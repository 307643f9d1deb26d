"""Saved filters of the inbox in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.calendar import Light
from tongjian.cases.domain.readings import InboxFilter, SavedFilter
from tongjian.cases.store.models import SavedFilterRow


@dataclass(frozen=True, slots=True)
class SavedFilterTable:
    """Keeps filters of the inbox, each person's own."""

    def list_filters(self, person: UUID) -> tuple[SavedFilter, ...]:
        """Return a person's filters by name."""
        rows = SavedFilterRow.objects.filter(person=person).order_by("name")
        return tuple(SavedFilter(row.name, _filter_from(row.wanted)) for row in rows)

    def save_filter(self, person: UUID, *, kept: SavedFilter, at: datetime) -> None:
        """Keep a filter; one of the same name is replaced."""
        SavedFilterRow.objects.bulk_create(
            [SavedFilterRow(person=person, name=kept.name, wanted=_document_from(kept.wanted), saved_at=at)],
            update_conflicts=True,
            unique_fields=["person", "name"],
            update_fields=["wanted", "saved_at"],
        )

    def drop_filter(self, person: UUID, name: str) -> None:
        """Forget a filter; nothing happens where there is none."""
        SavedFilterRow.objects.filter(person=person, name=name).delete()


def _document_from(wanted: InboxFilter) -> dict[str, str]:
    return {
        "text": wanted.text,
        "item": wanted.item,
        "stage": wanted.stage,
        "light": wanted.light.value if wanted.light else "",
        "department": str(wanted.department or ""),
    }


def _filter_from(kept: dict[str, str]) -> InboxFilter:
    return InboxFilter(
        text=kept["text"],
        item=kept["item"],
        stage=kept["stage"],
        light=Light(kept["light"]) if kept["light"] else None,
        department=UUID(kept["department"]) if kept["department"] else None,
    )
