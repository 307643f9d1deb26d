"""Instants written as ISO 8601."""

from datetime import UTC, datetime

from tongjian.flow.domain.limits import CHINA


def read_moment(text: str) -> datetime | None:
    """Return the instant that a text names, in UTC; without a zone it is China's civil time."""
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
        return aware.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
