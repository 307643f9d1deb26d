"""Putting handed-in papers on a case and letting its departments read them."""

from collections.abc import Mapping
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.material import Material, MaterialOrigin
from tongjian.evidence import StoredFile
from tongjian.kit import Invalid, Problem


def hand_in(desk: Desk, case: Case, *, files: Mapping[str, tuple[str, UUID]]) -> None:
    """Append corrected papers to a case; the earlier ones stay beside them.

    Args:
        desk: what acts stand on.
        case: the case, as it is after the correction.
        files: (name of the paper, stored file) by key.
    """
    stored = known_files(desk, {key: file for key, (_, file) in files.items()})
    round_no = len(desk.readings.list_corrections(case.id))
    present = {material.key: material for material in desk.readings.list_materials(case.id)}
    for key, (name, _) in files.items():
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
            origin=MaterialOrigin.UPLOADED,
            source="",
            source_id=None,
            round=round_no,
            handed_in_at=desk.now(),
        )
        desk.store.add_material(material, applicant=case.applicant, cases=(case.id,))
        share_with(desk, stored[key].id, case)


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


def share_with(desk: Desk, file: UUID, case: Case) -> None:
    """Let everyone who may see a case read a file of it."""
    desk.files.share(file=file, holders=desk.store.list_holders(case.id))
