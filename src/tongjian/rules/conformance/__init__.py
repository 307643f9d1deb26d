"""Conformance: running models against test cases in the format of the DMN compatibility kit."""

from tongjian.rules.conformance.folders import CaseOutcome, FolderScore, run_folder

__all__ = ["CaseOutcome", "FolderScore", "run_folder"]
