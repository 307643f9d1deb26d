"""Catalogue editions kept in memory, for tests of rooms that stand on the catalogue."""

from dataclasses import dataclass, field

from tongjian.catalogue import Catalogue, Edition, FoundItem


@dataclass(slots=True)
class InMemoryEditions:
    """Answers like the tables; what is added stays until the test ends."""

    loads: list[tuple[Edition, Catalogue]] = field(default_factory=list)

    def add(self, edition: Edition, catalogue: Catalogue) -> None:
        """Keep an edition unless it is the current one."""
        if not self.loads or self.loads[-1][0].hash != edition.hash:
            self.loads.append((edition, catalogue))

    def current(self) -> Catalogue | None:
        """Return the catalogue added last."""
        return self.loads[-1][1] if self.loads else None

    def find(self, edition: str) -> Catalogue | None:
        """Return the catalogue of an edition."""
        return next((one for kept, one in self.loads if kept.hash == edition), None)

    def list_editions(self) -> tuple[Edition, ...]:
        """Return the loads, newest first."""
        return tuple(edition for edition, _ in reversed(self.loads))

    def search(self, text: str, *, limit: int) -> tuple[FoundItem, ...]:
        """Return the items that hold every word, those with the words in one piece first."""
        catalogue, words = self.current(), text.lower().split()
        if catalogue is None:
            return ()
        found = [one for one in catalogue.items if all(word in one.search_text.lower() for word in words)]
        found.sort(
            key=lambda one: (
                one.needs_project,
                "".join(words) not in one.search_text.lower(),
                not all(word in one.name.lower() for word in words),
            )
        )
        return tuple(
            FoundItem(
                one.code,
                one.version,
                one.name,
                catalogue.department(one.handling.lead_department).name,
                one.kind,
                one.needs_project,
            )
            for one in found[:limit]
        )
