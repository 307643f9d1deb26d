"""What the system writes about its own faults: where, never with whose data.

Source: a log holds no secret, no ID number and no phone number (invariant I9). The message of an exception
may quote a row, so only its class and the places it passed are written.
"""

import copy
import logging
import traceback
from types import TracebackType

LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "places": {
            "()": "tongjian.roles.logs.PlacesFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "places"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": True}},
}
"""Faults of requests go to standard error; refusals are no faults and are in the evidence log."""


class PlacesFormatter(logging.Formatter):
    """Writes an exception as its class and the places it passed, without its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line and places, whatever another handler has made of its exception."""
        bare = copy.copy(record)
        bare.exc_text = None
        return super().format(bare)

    def formatException(  # noqa: N802 - the name logging calls
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return class and places."""
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace))
        return f"{kind.__name__ if kind else ''}\n{places}".rstrip()

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name logging calls
        """Return time, level, logger and the method of the request; its address may hold personal data."""
        request = getattr(record, "request", None)
        return f"{super().formatMessage(record)} {getattr(request, 'method', '')}".rstrip()
