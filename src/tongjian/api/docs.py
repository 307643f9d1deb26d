"""The page that explains the API, from files of this house; answers to unknown addresses and methods."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from tongjian.api.errors import AddressUnknown, MethodUnknown
from tongjian.api.problems import problem_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
)
"""Of the page alone: the explainer sets styles of its own in the page; no script but our files runs."""


class SelfHostedSwagger(DocsBase):
    """Swagger UI from our own static files; nothing is fetched from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """Return the page."""
        about = {"url": self.get_openapi_url(api, kwargs), "layout": "BaseLayout", "deepLinking": True}
        response = render(request, "api/docs.html", {"api": api, "about": about})
        response.headers["Content-Security-Policy"] = POLICY
        return response


View = Callable[..., HttpResponseBase]


def tells_methods(view: View) -> View:
    """Let a view tell with a problem document which methods it knows, when asked by another."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **asked: Any) -> HttpResponseBase:  # noqa: ANN401
        answer = view(request, *args, **asked)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        allowed = answer.headers["Allow"]
        told = problem_of(request, MethodUnknown(method=request.method or "", allowed=allowed))
        told.headers["Allow"] = allowed
        return told

    return answered


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer an address that is none of ours."""
    return problem_of(request, AddressUnknown())
