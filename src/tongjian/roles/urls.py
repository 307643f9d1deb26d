"""All addresses: the portal's, the open API's, and the sign-in of officers."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("accounts/", include("allauth.account.urls"))]
if find_spec("tongjian.api.urls"):
    urlpatterns.append(path("api/", include("tongjian.api.urls")))
urlpatterns.append(path("", include("tongjian.portal.urls")))

handler400 = "tongjian.portal.views.problems.too_bad"
handler403 = "tongjian.portal.views.problems.not_allowed"
handler404 = "tongjian.portal.views.problems.not_found"
