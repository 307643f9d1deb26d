"""Refusals as problem documents: what is wrong, by which rule, what to do next, and which fields.

Source: RFC 9457.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic_core import to_json

from tongjian.api.errors import ApiRefusal, BodyTooLarge, BodyUnreadable, TokenNeeded, Unavailable
from tongjian.api.validation import problems_of
from tongjian.identity import CodesTooOften, TokenExpired, TokenRevoked, TokenUnknown
from tongjian.kit import Absent, Conflict, Forbidden, Invalid, Outage, Problem, Refusal

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:tongjian:problem:"
_STATUSES: tuple[tuple[type[Refusal], HTTPStatus], ...] = (
    (TokenUnknown, HTTPStatus.UNAUTHORIZED),
    (TokenExpired, HTTPStatus.UNAUTHORIZED),
    (TokenRevoked, HTTPStatus.UNAUTHORIZED),
    (CodesTooOften, HTTPStatus.TOO_MANY_REQUESTS),
    (Absent, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
)
"""The first kind that fits."""


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the HTTP status a refusal is answered with."""
    if isinstance(refusal, ApiRefusal):
        return refusal.status
    return next(
        (status for kind, status in _STATUSES if isinstance(refusal, kind)), HTTPStatus.UNPROCESSABLE_ENTITY
    )


def problem_of(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the problem document of a refusal."""
    status = status_of(refusal)
    facts = {name: value for name, value in refusal.facts().items() if name != "problems"}
    words = {name: gettext(fact) if isinstance(fact, str) and fact else fact for name, fact in facts.items()}
    basis, advice = _filled(refusal.basis, words), _filled(refusal.advice, words)
    errors = refusal.problems if isinstance(refusal, Invalid) else ()
    body = {
        "type": f"{_TYPE}{refusal.code}",
        "title": _filled(refusal.says, words),
        "status": int(status),
        "detail": "；".join(part for part in (basis, advice) if part),
        "instance": request.path,
        "code": refusal.code,
        "basis": basis,
        "advice": advice,
        "errors": [_error(one) for one in errors],
        "facts": facts,
    }
    response = HttpResponse(to_json(body, fallback=str), content_type=MEDIA_TYPE, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def answer_problems(api: NinjaAPI) -> None:
    """Let an API answer every refusal, and every request nobody can read, with a problem document."""

    def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
        return problem_of(request, refusal if isinstance(refusal, Refusal) else refusal())

    def invalid(request: HttpRequest, wrong: ValidationError | type[ValidationError]) -> HttpResponse:
        return problem_of(request, problems_of(wrong.errors if isinstance(wrong, ValidationError) else []))

    def unreadable(request: HttpRequest, wrong: Exception | type[Exception]) -> HttpResponse:
        cause = wrong.__cause__
        return problem_of(request, cause if isinstance(cause, Refusal) else BodyUnreadable())

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(AuthenticationError, lambda request, _: problem_of(request, TokenNeeded()))
    api.add_exception_handler(RequestDataTooBig, lambda request, _: problem_of(request, BodyTooLarge()))
    api.add_exception_handler(Outage, lambda request, _: problem_of(request, Unavailable()))
    for kind in (HttpError, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        api.add_exception_handler(kind, unreadable)


def told(problem: Problem) -> str:
    """Return what one problem says, in the language asked for."""
    return _filled(problem.says, dict(problem.facts))


def _error(problem: Problem) -> dict[str, str]:
    return {"field": problem.field, "text": told(problem)}


def _filled(template: str, facts: Mapping[str, Any]) -> str:
    if not template:
        return ""
    return gettext(template) % facts if facts else gettext(template)
