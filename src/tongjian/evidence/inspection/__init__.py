"""What runs in the limited child that looks into a file: one module by family of kinds.

Each module is a program of its own, ``python -m tongjian.evidence.inspection.pdf PATH KIND``, so
that the child loads only the library it needs. It answers one line of JSON.
"""
