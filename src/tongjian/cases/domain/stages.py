"""Who leads a stage (一家牵头)."""

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
