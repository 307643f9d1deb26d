"""One address for each act on a case: ``POST /api/cases/{case}/acts/{act}``."""

from ninja import Router

from tongjian.api.acts.acceptance import add_acceptance
from tongjian.api.acts.checking import add_checking
from tongjian.api.acts.consultation import add_consultation
from tongjian.api.acts.decision import add_decision
from tongjian.api.acts.outside import add_outside
from tongjian.api.acts.procedures import add_procedures
from tongjian.api.acts.promises import add_promises
from tongjian.api.acts.review import add_review
from tongjian.api.acts.serving import add_service

__all__ = ["acts_router"]


def acts_router() -> Router:
    """Return the addresses of all acts on cases."""
    router = Router(tags=["办件操作 / acts"])
    add_acceptance(router)
    add_checking(router)
    add_review(router)
    add_procedures(router)
    add_consultation(router)
    add_decision(router)
    add_service(router)
    add_promises(router)
    add_outside(router)
    return router
