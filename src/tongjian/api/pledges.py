"""Pledges (告知承诺) of a draft: what is offered, and signing it."""

from uuid import UUID

from ninja import Header, Router

from tongjian import cases
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line
from tongjian.api.ports import ApiRequest
from tongjian.cases import PledgeOffer, Receipt


class Signature(Body):
    """The text that is signed, by the digest of every word of it."""

    item: Line
    sha256: Line


def add_pledges(router: Router) -> None:
    """Add the addresses of pledges to those of drafts."""
    router.get("/drafts/{draft}/pledges", response=list[PledgeOffer], summary="可选的告知承诺")(list_pledges)
    router.post("/drafts/{draft}/pledges", response=Receipt, summary="签署告知承诺书")(sign)


def list_pledges(request: ApiRequest, draft: UUID) -> list[PledgeOffer]:
    """Return what is offered by pledge, or the untreated false promise that closes this way.

    It is chosen by the answer ``pledge.<item>`` = ``yes`` of the draft, and signed here. A paper that may
    come later is promised by the answer ``deferral.<key>`` = a day.
    """
    return list(cases.list_pledge_offers(request.rooms.cases, request.auth, draft=draft))


def sign(request: ApiRequest, draft: UUID, body: Signature, asked: Header[Asked]) -> Receipt:
    """Sign the pledge of an item; it binds when the application is handed in."""
    return cases.sign_pledge(
        request.rooms.cases,
        request.auth,
        draft=draft,
        item=body.item,
        sha256=body.sha256,
        ticket=asked.ticket(),
    )
