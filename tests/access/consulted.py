"""Scenes of consultations: one asked of a department elsewhere, one parallel review with a coordinator."""

from uuid import UUID

from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.consultation_play import Asked
from tests.store.walk import Walk
from tests.unit.catalogue.projects import FACTORY

TERMS, SCENIC = "S1-10", "S1-12"


def consulted(walk: Walk) -> tuple[Play, UUID, UUID]:
    """Return a case on which the heritage department is consulted, and the consultation."""
    asked = Asked.on(Play(walk, code="2606-370811-04-01-666666"), PLAIN_PERMIT)
    return asked.play, asked.case, asked.asked("heritage", kind="agreement")


def parallel(walk: Walk) -> tuple[Play, UUID]:
    """Return a case of a parallel review of the first stage."""
    facts = FACTORY | {f"asks.{TERMS}": True, "in_scenic_area": True}
    play = Play(walk, code="2606-370811-04-01-777777", facts=facts)
    return play, play.submit(TERMS, SCENIC).made[0][1]
