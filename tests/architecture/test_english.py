"""What people and machines are refused with is said in English too."""

import pytest
from django.utils.translation import gettext, override

from tongjian.api import errors, validation
from tongjian.calendar import errors as of_the_calendar
from tongjian.cases import acceptance_errors as of_acceptance
from tongjian.cases import consultation_errors as of_consultations
from tongjian.cases import errors as of_cases
from tongjian.cases import extension_errors as of_extensions
from tongjian.cases import hearing_errors as of_hearings
from tongjian.cases import judging_errors as of_judging
from tongjian.cases import paper_errors as of_papers
from tongjian.cases import promise_errors as of_promises
from tongjian.flow import act_errors
from tongjian.flow import errors as of_flow
from tongjian.identity import errors as of_identity
from tongjian.kit import Refusal
from tongjian.messages import errors as of_messages
from tongjian.rules import errors as of_rules

SPOKEN = (
    errors,
    of_the_calendar,
    of_messages,
    of_papers,
    of_promises,
    of_acceptance,
    of_cases,
    of_consultations,
    of_extensions,
    of_hearings,
    of_judging,
    of_identity,
    of_flow,
    act_errors,
    of_rules,
)


def texts() -> list[str]:
    """Return every sentence of the refusals of these modules, and of the shape of requests."""
    found = [
        text
        for module in SPOKEN
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind.__module__ == module.__name__
        for text in (kind.says, kind.basis, kind.advice)
    ]
    return sorted({*found, *validation._SENTENCES.values(), *validation._BY_PREFIX.values()} - {""})


@pytest.mark.parametrize("text", texts())
def test_a_refusal_is_said_in_english(text: str) -> None:
    with override("en"):
        told = gettext(text)
    named = any("GB" in word for word in text.split())
    assert told != text or named, "no English"
    assert told.count("%(") == text.count("%(")
