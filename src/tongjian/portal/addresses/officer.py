"""Addresses of the officer's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views.officer import (
    batching,
    case,
    desk,
    inbox,
    kept_filters,
    my_day,
    opening,
    papers,
    phrases,
)

urlpatterns: list[URLPattern] = [
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/new", inbox.new_work, name="new_work"),
    path("inbox/filters", kept_filters.keep_filter, name="keep_filter"),
    path("inbox/batch", batching.batch, name="batch"),
    path("inbox/next", inbox.next_task, name="next_task"),
    path("day", my_day.my_day, name="day"),
    path("phrases", phrases.phrases, name="phrases"),
    path("desk/<uuid:case>", desk.desk, name="desk"),
    path("desk/<uuid:case>/save", desk.save, name="desk_save"),
    path("open", opening.open_case, name="open_case"),
    path("cases/<uuid:case>", case.case, name="staff_case"),
    path("cases/<uuid:case>/documents/<uuid:document>", papers.document, name="document"),
    path("cases/<uuid:case>/documents/<uuid:document>/pdf", papers.paper_file, name="paper_file"),
]
