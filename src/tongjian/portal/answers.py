"""Answers of views: a template with its errors named once."""

from collections.abc import Mapping
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tongjian.portal.fields import errors_of_form
from tongjian.portal.parts import FieldError


def show(request: HttpRequest, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
    """Return a page; with errors in its ``form`` or ``errors`` it is 422 and its title says so."""
    shown = dict(context or {})
    form = shown.get("form")
    errors: tuple[FieldError, ...] = tuple(shown.get("errors") or ())  # type: ignore[arg-type]
    if isinstance(form, forms.BaseForm) and form.is_bound:
        errors += errors_of_form(form)
    shown["errors"] = errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, template, shown, status=status)


def onward(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Return the way to ``next`` where it lies within this site, else to the given address."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if inside else otherwise)
