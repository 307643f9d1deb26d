"""The look a visitor chooses: elder mode and language, kept in cookies, without JavaScript too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongjian.portal.answers import onward
from tongjian.portal.context import ELDER_COOKIE

_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Turn elder mode on or off and go back to where one was."""
    answer = onward(request, reverse("portal:home"))
    if request.POST.get("elder") == "1":
        _keep(answer, ELDER_COOKIE, "1")
    else:
        answer.delete_cookie(ELDER_COOKIE)
    return answer


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language and go back to where one was."""
    answer = onward(request, reverse("portal:home"))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, wanted)
    return answer


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=_YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
