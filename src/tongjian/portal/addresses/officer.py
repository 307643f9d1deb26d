"""Addresses of the officer's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views.officer import case, inbox, opening, papers

urlpatterns: list[URLPattern] = [
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/next", inbox.next_task, name="next_task"),
    path("open", opening.open_case, name="open_case"),
    path("cases/<uuid:case>", case.case, name="staff_case"),
    path("cases/<uuid:case>/documents/<uuid:document>", papers.document, name="document"),
]
