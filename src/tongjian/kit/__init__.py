"""Kit: clock, ids, the root of errors, the unit of work, settings. No domain words live here."""

from tongjian.kit.clock import CHINA, Clock, FixedClock, SystemClock, local_day
from tongjian.kit.errors import Absent, Conflict, Forbidden, Invalid, Outage, Problem, Refusal
from tongjian.kit.ids import IdSource, new_id
from tongjian.kit.paging import Page
from tongjian.kit.settings import Settings, read_settings
from tongjian.kit.strict_xml import UnsafeXml, line_of, parse_xml
from tongjian.kit.work import AccessContext, UnitOfWork

__all__ = [
    "CHINA",
    "Absent",
    "AccessContext",
    "Clock",
    "Conflict",
    "FixedClock",
    "Forbidden",
    "IdSource",
    "Invalid",
    "Outage",
    "Page",
    "Problem",
    "Refusal",
    "Settings",
    "SystemClock",
    "UnitOfWork",
    "UnsafeXml",
    "line_of",
    "local_day",
    "new_id",
    "parse_xml",
    "read_settings",
]
