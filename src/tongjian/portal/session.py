"""The session of someone signed in: who it is, and for which applicant they act."""

from uuid import UUID

from django.contrib.auth import get_user_model, login, logout
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tongjian.identity import Actor, Identity, Person
from tongjian.kit import Clock, local_day

ACTING_FOR_KEY = "acting_for"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def begin_session(request: HttpRequest, person: Person) -> None:
    """Sign a person in; the session's key changes, what it held before sign-in stays."""
    account = get_object_or_404(get_user_model(), person_id=person.id)
    login(request, account, backend=_BACKEND)


def end_session(request: HttpRequest) -> None:
    """Sign out and empty the session."""
    logout(request)


def person_of(request: HttpRequest) -> UUID | None:
    """Return who is signed in; officers and citizens alike have an account of their person."""
    user = request.user
    if not user.is_authenticated:
        return None
    return UUID(str(user.person_id))


def act_for(request: HttpRequest, applicant: UUID) -> None:
    """Remember for which applicant the person acts from now on."""
    request.session[ACTING_FOR_KEY] = str(applicant)


def actor_of_request(request: HttpRequest, *, identity: Identity, clock: Clock) -> Actor | None:
    """Return the actor of a request, for the composition root to attach as ``request.actor``."""
    person = person_of(request)
    if person is None:
        return None
    chosen = request.session.get(ACTING_FOR_KEY)
    return identity.actor_of(
        person=person,
        session=request.session.session_key or "",
        address=address_of(request),
        on=local_day(clock.now()),
        acting_for=UUID(chosen) if chosen else None,
    )


def address_of(request: HttpRequest) -> str:
    """Return the network address the request came from, as the web server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))
