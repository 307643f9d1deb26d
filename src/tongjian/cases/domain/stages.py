"""Who leads a stage (一家牵头), and what its items are decided for."""

from tongjian.catalogue import Catalogue


def stage_leads(catalogue: Catalogue, stage: str) -> tuple[str, ...]:
    """Return the codes of the departments that lead a stage; none outside the stages.

    The catalogue names the lead in words; a department leads when the words begin with its name.
    Source: 国办发〔2019〕11号 (一家牵头、并联审批、限时办结).
    """
    return tuple(
        department.code
        for one in catalogue.stages
        if one.id == stage
        for department in catalogue.departments
        if one.lead.startswith(department.name)
    )


_OF_UNIT_PROJECTS = frozenset({"3", "4"})


def is_decided_by_unit(stage: str) -> bool:
    """Return whether the items of a stage are decided for each unit project (工程) of a split project.

    The permit to build and the acceptance of what was built hang on the unit project, not on the project.
    Source: national exchange standard 3.0 (GCDM, QJDGCDM); 建筑工程施工许可管理办法 Art. 4.
    """
    return stage in _OF_UNIT_PROJECTS
