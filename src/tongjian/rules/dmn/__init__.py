"""DMN, the decision models of the standard: read, checked as a whole, evaluated."""

from tongjian.rules.dmn.library import read_draft, read_model
from tongjian.rules.dmn.model import Model, NoSuchElement
from tongjian.rules.dmn.problems import ModelProblem
from tongjian.rules.dmn.tables.analysis import TableWarning

__all__ = ["Model", "ModelProblem", "NoSuchElement", "TableWarning", "read_draft", "read_model"]
