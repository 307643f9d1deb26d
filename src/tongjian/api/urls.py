"""All addresses of the open API, under ``/api/``."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.http import require_safe

from tongjian.api.building import build_api
from tongjian.api.docs import tells_methods, unknown

_PATTERNS, _APP, _NAMESPACE = build_api().urls
for _pattern in _PATTERNS:
    if isinstance(_pattern, URLPattern):
        _explains = _pattern.name in {"openapi-json", "openapi-view"}
        _view = require_safe(_pattern.callback) if _explains else _pattern.callback
        _pattern.callback = tells_methods(_view)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", (_PATTERNS, _APP, _NAMESPACE)),
    re_path("", unknown),
]
