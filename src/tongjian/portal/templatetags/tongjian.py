"""Tags that draw the portal's parts. ``{% load tongjian %}`` in every template; see /styleguide."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongjian.cases import Building, Wait
from tongjian.catalogue import FormField
from tongjian.kit import CHINA
from tongjian.portal.fields import FieldView, errors_of_form, field_of_bound, field_of_definition
from tongjian.portal.parts import Fact, FieldError, Light, Link, Step, Tab, Table, TaskRow, Tone
from tongjian.portal.wording import wait_in_words

register = template.Library()

Shown = dict[str, Any]


@register.inclusion_tag("portal/parts/error_summary.html")
def error_summary(errors: Iterable[FieldError]) -> Shown:
    """Draw every error, linked to its field; nothing when there is none."""
    return {"errors": tuple(errors or ())}


@register.inclusion_tag("portal/parts/field.html")
def field(one: BoundField | FieldView, width: str = "", label: str = "") -> Shown:
    """Draw a field of a Django form, or one made by ``portal.fields``.

    Args:
        one: the field.
        width: s, m or l; empty for the field's own.
        label: replaces label and hint of a field that another app named.
    """
    view = field_of_bound(one, width=width) if isinstance(one, BoundField) else one
    return {"field": replace(view, label=label, hint="") if label else view}


@register.inclusion_tag("portal/parts/field.html")
def entry(one: FormField, value: str = "", error: str = "") -> Shown:
    """Draw a field of the catalogue's form definition."""
    return {"field": field_of_definition(one, value=value, error=error)}


@register.inclusion_tag("portal/parts/upload.html")
def upload(one: BoundField | FieldView, address: str = "", held: str = "", held_name: str = "") -> Shown:
    """Draw a file field; with an address it goes up in parts.

    Args:
        one: the field.
        address: of the portal's uploads; empty for a plain file field.
        held: id of the file already there.
        held_name: its name.
    """
    view = field_of_bound(one) if isinstance(one, BoundField) else one
    return {"field": view, "address": address, "held": held, "held_name": held_name}


@register.inclusion_tag("portal/parts/buttons.html")
def buttons(send: str, back: str = "", back_label: str = "", draft: str = "") -> Shown:
    """Draw a form's row of buttons: send, then save for later, then a way back."""
    return {"send": send, "back": back, "back_label": back_label or _("返回"), "draft": draft}


@register.inclusion_tag("portal/parts/facts.html")
def facts(rows: Sequence[Fact], columns: int = 1) -> Shown:
    """Draw facts in one column or two."""
    return {"rows": rows, "two": columns > 1}


@register.inclusion_tag("portal/parts/timeline.html")
def timeline(steps: Sequence[Step]) -> Shown:
    """Draw what has happened, is happening and will happen."""
    return {"steps": steps}


_LIGHTS = {
    Light.GREEN: ("●", "绿"),
    Light.YELLOW: ("▲", "黄"),
    Light.RED: ("■", "红"),
    Light.PAUSED: ("‖", "停"),
    Light.NONE: ("", "无"),
}


@register.simple_tag
def light(colour: str) -> SafeString:
    """Draw a traffic light: shape, word and colour."""
    known = Light(str(colour))
    shape, word = _LIGHTS[known]
    return format_html(
        '<span class="light {}"><i aria-hidden="true">{}</i>{}</span>', known.value, shape, _(word)
    )


@register.simple_tag
def state(text: str, tone: str = "") -> SafeString:
    """Draw a state in words on a tint."""
    return format_html('<span class="state {}">{}</span>', Tone(tone).value, text)


@register.inclusion_tag("portal/parts/tasks.html")
def task_list(tasks: Sequence[TaskRow]) -> Shown:
    """Draw what is to do, each with how far it is."""
    return {"tasks": tasks}


@register.inclusion_tag("portal/parts/table.html")
def table(one: Table) -> Shown:
    """Draw a table; on a phone its rows become cards."""
    return {"table": one}


@register.inclusion_tag("portal/parts/pager.html", takes_context=True)
def pager(context: template.Context, next_key: str | None, shown: int | None = None) -> Shown:
    """Draw the ways to the first and the next page of a list that pages by key (``?after=``)."""
    query = context["request"].GET.copy()
    here = query.pop("after", None)
    first = query.urlencode()
    if next_key:
        query["after"] = next_key
    return {
        "first": f"?{first}" if here else "",
        "next": f"?{query.urlencode()}" if next_key else "",
        "shown": shown,
    }


@register.inclusion_tag("portal/parts/tabs.html")
def tabs(label: str, all_tabs: Sequence[Tab]) -> Shown:
    """Draw tabs as links."""
    return {"label": label, "tabs": all_tabs}


@register.inclusion_tag("portal/parts/empty.html")
def empty_state(title: str, text: str = "", action: Link | None = None) -> Shown:
    """Draw the place of a list that has no rows, with what to do about it."""
    return {"title": title, "text": text, "action": action}


@register.inclusion_tag("portal/parts/confirmation.html")
def confirmation(title: str, label: str = "", number: str = "") -> Shown:
    """Draw that something is done, with the number to keep. It holds the page's h1."""
    return {"title": title, "label": label, "number": number}


@register.simple_block_tag
def banner(content: str, title: str, tone: str = "") -> SafeString:
    """Draw a notice around its content."""
    return format_html(
        '<div class="banner {}" role="{}"><h2>{}</h2>{}</div>',
        Tone(tone).value,
        "alert" if tone == Tone.BAD else "note",
        title,
        content,
    )


@register.inclusion_tag("portal/parts/stepper.html")
def stepper(steps: Sequence[str], current: int) -> Shown:
    """Draw the steps of a form; ``current`` counts from 1."""
    return {"steps": [(at, label) for at, label in enumerate(steps, 1)], "current": current}


@register.simple_block_tag
def filters(content: str, label: str = "") -> SafeString:
    """Draw a list's filters on one line; on a phone they fold away behind one button."""
    title = label or _("筛选")
    return format_html(
        '<details class="fold"><summary>{}</summary></details>'
        '<form class="filters" method="get" role="search" aria-label="{}">{}'
        '<button class="button">{}</button></form>',
        title,
        title,
        content,
        _("查询"),
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a civil day in China, 2026-11-20."""
    if value is None:
        return "—"
    local = value.astimezone(CHINA) if isinstance(value, datetime) else value
    return f"{local:%Y-%m-%d}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return an instant by the clock in China, 2026-11-20 09:12."""
    return "—" if value is None else f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"


@register.simple_tag
def waiting(what: Wait) -> str:
    """Return in the reader's language what an item waits for."""
    return wait_in_words(what)


@register.simple_tag
def building_words(one: Building) -> str:
    """Return what is known of a building's size in brackets; nothing when nothing is."""
    area, above, below = one.whole_area, one.storeys_above, one.storeys_below
    told = (
        _("%(n)s 平方米") % {"n": _figure(area)} if area is not None else "",
        _("地上 %(n)s 层") % {"n": above} if above else "",
        _("地下 %(n)s 层") % {"n": below} if below else "",
        _("高 %(n)s 米") % {"n": _figure(one.height)} if one.height else "",
    )
    words = "，".join(part for part in told if part)
    return f"（{words}）" if words else ""


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"


@register.simple_tag
def form_errors(form: BaseForm) -> tuple[FieldError, ...]:
    """Return the errors of a form that another app's view made, for its summary."""
    return errors_of_form(form) if form.is_bound else ()
