"""Who may enter a page: anyone, anyone signed in, or the holder of a post."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from tongjian.identity import NOTICE_VERSION, NoticeNeeded, Role
from tongjian.portal.ports import PageRequest, SignedInRequest
from tongjian.portal.refusals import Asked, PostNeeded, SignInNeeded, View, page

SignedInView = Callable[Concatenate[SignedInRequest, Asked], HttpResponseBase]

NOTICE_KEY = "notice"
"""Where the session remembers which version of the notice was accepted."""


def signed_in(view: SignedInView[Asked]) -> View[Asked]:
    """Make a page for whoever is signed in; others are sent to sign in and come back."""

    @page
    @wraps(view)
    def entered(request: PageRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        if request.actor is None:
            raise SignInNeeded
        return view(cast("SignedInRequest", request), *args, **kwargs)

    return entered


def applicant_page(view: SignedInView[Asked]) -> View[Asked]:
    """Make a page of applicants: signed in, and the personal-data notice accepted."""

    @signed_in
    @wraps(view)
    def entered(request: SignedInRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        if not has_accepted(request):
            raise NoticeNeeded
        return view(request, *args, **kwargs)

    return entered


def own_page(view: SignedInView[Asked]) -> View[Asked]:
    """Make a page of everyone's own: of staff, and of applicants as ``applicant_page``."""

    @signed_in
    @wraps(view)
    def entered(request: SignedInRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        if not request.actor.holds_office and not has_accepted(request):
            raise NoticeNeeded
        return view(request, *args, **kwargs)

    return entered


def post_page(*roles: Role) -> Callable[[SignedInView[Asked]], View[Asked]]:
    """Make a page for those who hold one of the posts anywhere; the act itself checks where."""

    def of(view: SignedInView[Asked]) -> View[Asked]:
        @signed_in
        @wraps(view)
        def entered(
            request: SignedInRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
        ) -> HttpResponseBase:
            if not any(request.actor.has(role) for role in roles):
                raise PostNeeded
            return view(request, *args, **kwargs)

        return entered

    return of


def has_accepted(request: SignedInRequest) -> bool:
    """Tell whether the signed-in person agreed to the notice of today; asked once a session."""
    if request.session.get(NOTICE_KEY) == NOTICE_VERSION:
        return True
    if request.rooms.identity.has_accepted_notice(request.actor.person):
        request.session[NOTICE_KEY] = NOTICE_VERSION
        return True
    return False


def application_page(view: SignedInView[Asked]) -> View[Asked]:
    """Make a page of an application: for applicants as ``applicant_page``, and for counter clerks."""

    @signed_in
    @wraps(view)
    def entered(request: SignedInRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        if not request.actor.has(Role.CLERK) and not has_accepted(request):
            raise NoticeNeeded
        return never_stored(view(request, *args, **kwargs))

    return entered


def never_stored(answer: HttpResponseBase) -> HttpResponseBase:
    """Keep a page out of every cache: going back shows what is saved now, and nobody else sees it."""
    add_never_cache_headers(answer)
    return answer
