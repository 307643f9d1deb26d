"""Extensions (延长审批) as they are kept."""

from typing import Protocol
from uuid import UUID

from tongjian.calendar import Extension
from tongjian.cases.domain.extension import ExtensionRecord


class Extensions(Protocol):
    """Requests and rulings, appended and never changed; under the viewer's row-level rights."""

    def add(self, record: ExtensionRecord) -> None:
        """Append a request or a ruling."""
        ...

    def list_of(self, case: UUID) -> tuple[ExtensionRecord, ...]:
        """Return the steps of a case in order."""
        ...

    def lengthen(self, case: UUID, extension: Extension) -> None:
        """Write the one extension of a case beside its dates."""
        ...
