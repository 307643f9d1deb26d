"""Addresses of consultations, and of the coordinator's comprehensive reply."""

from django.urls import URLPattern, path

from tongjian.portal.views import replying
from tongjian.portal.views.officer import consulting

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:case>/consult", consulting.consult, name="staff_consult"),
    path("consultations", consulting.asked, name="consultations"),
    path("consultations/<uuid:consultation>", consulting.consultation, name="consultation"),
    path("reviews/<uuid:application>/reply", replying.reply, name="review_reply"),
]
