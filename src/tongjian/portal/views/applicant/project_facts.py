"""What a project is like (项目情形): the questions that decide something, in groups."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import Project, declare_facts, get_panorama
from tongjian.catalogue import Catalogue, FactDeclaration, open_questions
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView, Option
from tongjian.portal.parts import TaskRow, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import PageAbsent, told_problem
from tongjian.rules import Fact


@application_page
def facts(request: SignedInRequest, project: UUID) -> HttpResponseBase:
    """Show the groups of questions and how far each is."""
    found = get_panorama(request.rooms.cases, request.actor, project=project).project
    groups = groups_of(request.rooms.catalogue.current(), found)
    tasks = [_task(found, at, name, asked) for at, (name, asked) in enumerate(groups.items(), 1) if asked]
    left = sum(one.name not in found.facts for asked in groups.values() for one in asked)
    context = {"project": found, "tasks": tasks, "left": left}
    return show(request, "portal/applicant/project_facts.html", context)


@application_page
@require_http_methods(["GET", "POST"])
def group(request: SignedInRequest, project: UUID, number: int) -> HttpResponseBase:
    """Ask one group of questions; any may be left for later."""
    found = get_panorama(request.rooms.cases, request.actor, project=project).project
    groups = list(groups_of(request.rooms.catalogue.current(), found).items())
    if not 1 <= number <= len(groups):
        raise PageAbsent
    name, asked = groups[number - 1]
    if request.method != "POST":
        known = {one.name: _typed(found.facts.get(one.name)) for one in asked}
        return _ask(request, found, name, asked, known, {})
    typed = {one.name: posted(request, one.name, longest=60) for one in asked}
    given = {name: text for name, text in typed.items() if text}
    try:
        declare_facts(
            request.rooms.cases, request.actor, project=project, facts=given, ticket=ticket_of(request)
        )
    except Invalid as refusal:
        errors = {one.field.removeprefix("facts."): told_problem(one) for one in refusal.problems}
        return _ask(request, found, name, asked, typed, errors)
    messages.success(request, _("“%(name)s”已保存") % {"name": _(name)}, extra_tags="good")
    return HttpResponseRedirect(reverse("portal:project_facts", args=[project]))


def groups_of(catalogue: Catalogue, project: Project) -> dict[str, list[FactDeclaration]]:
    """Return the questions that decide something for the project, answered or not, by group."""
    wanted = {one.name for one in open_questions(catalogue, project_type=project.type, facts=project.facts)}
    groups: dict[str, list[FactDeclaration]] = {}
    for one in catalogue.facts:
        asked = groups.setdefault(one.group, [])
        if one.name in wanted or one.name in project.facts:
            asked.append(one)
    return groups


def _task(project: Project, number: int, name: str, asked: list[FactDeclaration]) -> TaskRow:
    left = sum(one.name not in project.facts for one in asked)
    href = reverse("portal:project_fact_group", args=[project.id, number])
    if left == 0:
        return TaskRow(_(name), href, _("已答完"), Tone.GOOD)
    said = _("还有 %(left)s 题") % {"left": left}
    return TaskRow(_(name), href, said, Tone.WARN if left < len(asked) else Tone.PLAIN)


def _ask(
    request: SignedInRequest,
    project: Project,
    name: str,
    asked: list[FactDeclaration],
    typed: dict[str, str],
    errors: dict[str, str],
) -> HttpResponse:
    fields = [field_of_fact(one, typed.get(one.name, ""), errors.get(one.name, "")) for one in asked]
    context = {
        "project": project,
        "name": name,
        "fields": fields,
        "errors": tuple(error for one in fields for error in one.errors),
        "key": new_key(),
    }
    return show(request, "portal/applicant/project_fact_group.html", context)


def field_of_fact(one: FactDeclaration, value: str, error: str) -> FieldView:
    """Return a question about a project as a field; nothing is picked beforehand."""
    stem = f"id_{one.name.replace('.', '-')}"
    label, hint = _(one.label), _(one.help) if one.help else ""
    if one.kind == "number":
        return FieldView(
            stem, one.name, label, "text", value=value, hint=hint, error=error, keyboard="decimal",
            unit=_(one.unit) if one.unit else "", width="s",
        )  # fmt: skip
    choices = (
        [("yes", _("是")), ("no", _("否"))]
        if one.kind == "yes_no"
        else [(choice.code, _(choice.label)) for choice in one.choices]
    )
    options = tuple(
        Option(code, text, code == value, f"{stem}_{at}") for at, (code, text) in enumerate(choices)
    )
    return FieldView(
        options[0].id, one.name, label, "radios", value=value, hint=hint, error=error, options=options
    )


def _typed(fact: Fact | None) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "" if fact is None else str(fact)
