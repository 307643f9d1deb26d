"""Addresses of the applicant's pages."""

from django.urls import URLPattern, path

from tongjian.portal.views.applicant import (
    applying,
    case,
    case_acts,
    downloads,
    draft_check,
    draft_form,
    draft_materials,
    draft_pledge,
    home,
    my_cases,
    panorama,
    project_facts,
    projects,
    relatives,
    unit_projects,
)

urlpatterns: list[URLPattern] = [
    path("home", home.home, name="applicant_home"),
    path("apply/<str:code>", applying.apply, name="apply"),
    path("drafts/<uuid:draft>", draft_form.draft, name="draft"),
    path("drafts/<uuid:draft>/form/<int:page>", draft_form.form, name="draft_form"),
    path("drafts/<uuid:draft>/form/<int:page>/save", draft_form.autosave, name="draft_save"),
    path("drafts/<uuid:draft>/materials", draft_materials.materials, name="draft_materials"),
    path("drafts/<uuid:draft>/pledge", draft_pledge.pledge, name="draft_pledge"),
    path("drafts/<uuid:draft>/check", draft_check.check, name="draft_check"),
    path("drafts/<uuid:draft>/slip", draft_check.slip, name="draft_slip"),
    path("applications/<uuid:application>", draft_check.submitted, name="submitted"),
    path("my-cases", my_cases.my_cases, name="my_cases"),
    path("my-cases/<uuid:case>", case.my_case, name="my_case"),
    path("my-cases/<uuid:case>/relatives", relatives.relatives, name="relatives"),
    path("my-cases/<uuid:case>/papers/<uuid:document>", downloads.paper, name="paper"),
    path("my-cases/<uuid:case>/<slug:act>", case_acts.act, name="my_case_act"),
    path("licences", my_cases.licences, name="licences"),
    path("files/<uuid:file>", downloads.file, name="file"),
    path("projects/new", projects.questions, name="register_project"),
    path("projects/new/form", projects.register, name="register_project_form"),
    path("projects/<uuid:project>", panorama.project, name="project"),
    path("projects/<uuid:project>/apply", panorama.apply, name="apply_for_project"),
    path("projects/<uuid:project>/unit-projects/new", unit_projects.add_unit, name="add_unit_project"),
    path(
        "projects/<uuid:project>/unit-projects/<uuid:unit>/buildings",
        unit_projects.add_more,
        name="add_buildings",
    ),
    path("projects/<uuid:project>/facts", project_facts.facts, name="project_facts"),
    path("projects/<uuid:project>/facts/<int:number>", project_facts.group, name="project_fact_group"),
]
