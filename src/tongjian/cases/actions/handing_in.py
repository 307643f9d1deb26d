"""Putting handed-in papers on a case and letting its departments read them."""

from collections.abc import Mapping
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.material import Material, MaterialOrigin
from tongjian.evidence import StoredFile
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem


def hand_in(desk: Desk, case: Case, *, files: Mapping[str, tuple[str, UUID]], origin: MaterialOrigin) -> None:
    """Append corrected papers to a case; the earlier ones stay beside them.

    Args:
        desk: what acts stand on.
        case: the case, as it is after the correction.
        files: (name of the paper, stored file) by key.
        origin: who brought them: the applicant's side, or the counter.
    """
    stored = known_files(desk, {key: file for key, (_, file) in files.items()})
    round_no = len(desk.readings.list_corrections(case.id))
    present = {material.key: material for material in desk.readings.list_materials(case.id)}
    holders = desk.store.list_holders(case.id)
    for key, (name, _) in sorted(files.items(), key=lambda one: stored[one[0]].id):
        before = present.get(key)
        material = Material(
            id=desk.ids(),
            application=case.application,
            project=case.project,
            key=key,
            code=before.code if before else key,
            name=name,
            file=stored[key].id,
            file_name=stored[key].name,
            sha256=stored[key].sha256,
            size=stored[key].size,
            origin=origin,
            source="",
            source_id=None,
            round=round_no,
            handed_in_at=desk.now(),
        )
        desk.store.add_material(material, applicant=case.applicant, cases=(case.id,))
        desk.files.share(file=stored[key].id, holders=holders)


def known_files(desk: Desk, files: Mapping[str, UUID]) -> dict[str, StoredFile]:
    """Return the stored files by key.

    Raises:
        Invalid: a file does not exist, or the viewer may not read it.
    """
    found = {file.id: file for file in desk.files.list_files(files.values())}
    unknown = tuple(
        Problem(f"files.{key}", "没有找到已上传的文件，请重新上传")
        for key, file in files.items()
        if file not in found
    )
    if unknown:
        raise Invalid(problems=unknown)
    return {key: found[file] for key, file in files.items()}


def origin_for(actor: Actor, applicant: UUID, *, application: UUID | None = None) -> MaterialOrigin:
    """Return where papers come from that the actor brings: the applicant's side, or the counter."""
    own = actor.may_act_for(applicant, application=application)
    return MaterialOrigin.COUNTER if not own and actor.has(Role.CLERK) else MaterialOrigin.UPLOADED
