"""DMN, the decision models of the standard: read, checked as a whole, evaluated."""

from tongjian.rules.dmn.library import read_draft, read_model
from tongjian.rules.dmn.model import Model, NoSuchElement
from tongjian.rules.dmn.problems import ModelProblem
from tongjian.rules.dmn.tables.analysis import TableWarning
from tongjian.rules.dmn.writing import write_definitions

__all__ = [
    "Model",
    "ModelProblem",
    "NoSuchElement",
    "TableWarning",
    "read_draft",
    "read_model",
    "write_definitions",
]
