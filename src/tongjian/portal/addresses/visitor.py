"""Addresses open to everybody: home, items, sign-in, the look."""

from django.urls import URLPattern, path

from tongjian.portal.views import clock, look, notice, profile, sign_in, styleguide, uploads, verify, visitor

urlpatterns: list[URLPattern] = [
    path("", visitor.home, name="home"),
    path("items", visitor.items, name="items"),
    path("items/<str:code>", visitor.item, name="item"),
    path("verify", verify.verify, name="verify"),
    path("verify/<str:code>", verify.verify, name="verify_code"),
    path("clock", clock.clock, name="clock"),
    path("sign-in", sign_in.choose, name="sign_in"),
    path("sign-in/phone", sign_in.phone, name="sign_in_phone"),
    path("sign-in/code", sign_in.code, name="sign_in_code"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("start", sign_in.start, name="start"),
    path("notice", notice.notice, name="notice"),
    path("profile", profile.profile, name="profile"),
    path("acting-for", profile.acting_for, name="acting_for"),
    path("companies/new", profile.company, name="company"),
    path("look/elder", look.elder, name="elder"),
    path("look/language", look.language, name="language"),
    path("uploads/<uuid:holder>/", uploads.begin, name="uploads"),
    path("uploads/<uuid:holder>/<uuid:upload>", uploads.part, name="upload_part"),
    path("uploads/<uuid:holder>/<uuid:upload>/done", uploads.done, name="upload_done"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
]
