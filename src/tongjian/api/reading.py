"""Reading: cases, parallel reviews, licences, the overview, verification."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from tongjian import cases
from tongjian.api.ports import ApiRequest, OpenRequest
from tongjian.cases import (
    ApplicationLine,
    ApplicationSheet,
    CaseRow,
    CaseSheet,
    Overview,
    Result,
    Verification,
    Watched,
)
from tongjian.kit import Page

_LONGEST = 200


def reading_router() -> Router:
    """Return the addresses of reading."""
    router = Router(tags=["办件 / cases"])
    router.get("/cases", response=Page[CaseRow], summary="我的办件")(list_cases)
    router.get("/cases/search", response=list[CaseRow], summary="查找办件")(search_cases)
    router.get("/cases/watched", response=list[CaseRow], summary="监督清单")(list_watched)
    router.get("/cases/{case}", response=CaseSheet, summary="办件详情")(get_case)
    router.get("/applications", response=Page[ApplicationLine], summary="并联审批")(list_applications)
    router.get("/applications/{application}", response=ApplicationSheet, summary="申报详情")(get_application)
    router.get("/licences", response=list[Result], summary="我的结果文书")(list_licences)
    router.get("/overview", response=Overview, summary="监督总览")(get_overview)
    router.get("/verify", response=Verification, auth=None, summary="结果核验")(verify)
    return router


def list_cases(request: ApiRequest, after: UUID | None = None) -> Page[CaseRow]:
    """Return the cases of the applicants I act for, newest first."""
    return cases.list_my_cases(request.rooms.cases, request.auth, after=str(after) if after else "")


def search_cases(request: ApiRequest, text: str = "", number: str = "") -> list[CaseRow]:
    """Return the newest cases I may see by number, project or applicant."""
    words = (number or text)[:_LONGEST]
    return list(cases.search_cases(request.rooms.cases, request.auth, text=words))


def list_watched(
    request: ApiRequest, which: Watched, department: UUID | None = None, stage: str | None = None
) -> list[CaseRow]:
    """Return the cases behind a number of the overview, the most urgent first."""
    return list(
        cases.list_watched(request.rooms.cases, request.auth, which=which, department=department, stage=stage)
    )


def get_case(request: ApiRequest, response: HttpResponse, case: UUID) -> CaseSheet:
    """Return everything about a case; its position is the ``ETag`` to act on with ``If-Match``."""
    sheet = cases.get_case(request.rooms.cases, request.auth, case=case)
    response.headers["ETag"] = f'"{sheet.case.position}"'
    return sheet


def list_applications(request: ApiRequest, after: UUID | None = None) -> Page[ApplicationLine]:
    """Return the parallel reviews I may see, newest first."""
    return cases.list_applications(request.rooms.cases, request.auth, after=str(after) if after else "")


def get_application(request: ApiRequest, application: UUID) -> ApplicationSheet:
    """Return an application with its cases and papers."""
    return cases.get_application(request.rooms.cases, request.auth, application=application)


def list_licences(request: ApiRequest) -> list[Result]:
    """Return the results held by the applicants I act for."""
    return list(cases.list_licences(request.rooms.cases, request.auth))


def get_overview(request: ApiRequest) -> Overview:
    """Return counts over every case I may see, as of today."""
    return cases.get_overview(request.rooms.cases, request.auth)


def verify(request: OpenRequest, code: str) -> Verification:
    """Tell anyone whether a result is valid, by its verification code or its number."""
    return cases.verify(request.rooms.cases, code[:_LONGEST])
