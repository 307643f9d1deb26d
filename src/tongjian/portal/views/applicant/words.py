"""Words and tints for states and lights on the applicant's pages."""

from typing import assert_never

from tongjian.calendar import Light as LegalLight
from tongjian.cases import CaseState
from tongjian.portal.parts import Light, StateTag, Tone

_TONES = {
    CaseState.GRANTED: Tone.GOOD,
    CaseState.GRANTED_DEFERRED: Tone.GOOD,
    CaseState.CORRECTION_OPEN: Tone.WARN,
    CaseState.PAUSED: Tone.WARN,
    CaseState.REJECTED: Tone.BAD,
    CaseState.TURNED_AWAY: Tone.BAD,
    CaseState.REFUSED: Tone.BAD,
    CaseState.REVOKED: Tone.BAD,
    CaseState.RETRACTED: Tone.PLAIN,
    CaseState.WITHDRAWN: Tone.PLAIN,
}


def state_of(state: int, label: str) -> StateTag:
    """Return a state in words on its tint."""
    return StateTag(label, _TONES.get(CaseState(state), Tone.ACTIVE))


def light_of(light: LegalLight | None) -> Light:
    """Return the light a page draws for a light of the legal clock."""
    match light:
        case LegalLight.GREEN:
            return Light.GREEN
        case LegalLight.YELLOW:
            return Light.YELLOW
        case LegalLight.RED:
            return Light.RED
        case LegalLight.GREY:
            return Light.PAUSED
        case None:
            return Light.NONE
    assert_never(light)
