"""What is printed on a result, by the kind of act."""

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import FILING, INTERNAL
from tongjian.cases.domain.result import Result
from tongjian.evidence import Document, LicenceDocument, Line, OpinionDocument, ReceiptDocument


def result_document(desk: Desk, case: Case, result: Result) -> Document:
    """Return the document of a result: receipt of a filing, opinion, or licence."""
    url = f"{desk.public_url}/verify/{result.verification_code}"
    lines = _lines(desk, case, result)
    if case.frozen.kind == FILING:
        return ReceiptDocument(
            title=result.title,
            number=result.number,
            filer=result.holder_name,
            project=case.project_name,
            lines=lines,
            issued_by=result.organ,
            issued_on=result.issued_on,
            verification_url=url,
            statement="经核对，报送材料齐全，予以备案。本凭证仅证明已经收到备案材料，不代表对备案内容的审查认可。",
        )
    if case.frozen.kind == INTERNAL:
        return OpinionDocument(
            title=result.title,
            number=result.number,
            addressee=result.holder_name,
            subject=case.project_name or case.frozen.item_name,
            conclusion="意见如下",
            paragraphs=_opinions(desk, case),
            issued_by=result.organ,
            issued_on=result.issued_on,
            verification_url=url,
        )
    return LicenceDocument(
        title=result.title,
        number=result.number,
        holder=result.holder_name,
        project=case.project_name,
        lines=lines,
        issued_by=result.organ,
        issued_on=result.issued_on,
        verification_url=url,
        valid_from=result.issued_on if result.valid_until else None,
        valid_until=result.valid_until,
        statement=_statement(desk, case),
    )


def _statement(desk: Desk, case: Case) -> str:
    basis = desk.catalogue.current().item(case.frozen.item_code).legal_basis
    return (
        f"根据{basis[0]}，经审核，本事项符合要求，颁发此证。"
        if basis
        else "经审核，本事项符合要求，颁发此证。"
    )


def _lines(desk: Desk, case: Case, result: Result) -> tuple[Line, ...]:
    lines = [Line("事项名称", case.frozen.item_name), Line("办件编号", case.number)]
    project = desk.projects.find_project(case.project) if case.project else None
    if project is not None:
        lines += [
            Line("项目代码", project.code),
            Line("工程代码", case.unit_project),
            Line("建设地址", project.address),
        ]
        lines += [
            Line(fact.label, f"{project.facts[fact.name]}{fact.unit}")
            for fact in desk.catalogue.current().facts
            if fact.kind == "number" and fact.name in project.facts
        ]
    else:
        lines += [Line("办理情形", case.circumstance)] if case.circumstance else []
    if not result.valid_until:
        lines.append(Line("有效期", "长期，法律法规另有规定的从其规定"))
    return tuple(lines)


def _opinions(desk: Desk, case: Case) -> tuple[str, ...]:
    given = desk.readings.list_opinions(case.id)
    return tuple(f"{one.organisation_name}：{one.text}" for one in given if one.text) or ("无补充意见。",)
