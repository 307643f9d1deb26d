"""Fault: an operation has no value; the node that asked records why and goes on with null."""


class Fault(Exception):
    """An operation or a built-in function cannot give a value for what it was handed.

    Never leaves an evaluation: the compiled node that called catches it, records a diagnostic and
    gives null.

    Attributes:
        code: permanent name of the kind of fault.
        says: Chinese template with ``%(name)s`` places for ``facts``.
        facts: what fills the places.

    Source: DMN 1.5, 10.3.2.13.1 (semantic errors give null).
    """

    def __init__(self, says: str, *, code: str = "rules.feel.fault", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.says = says
        self.facts = facts

    def text(self) -> str:
        """Return the Chinese sentence."""
        return self.says % self.facts if self.facts else self.says

    def __str__(self) -> str:
        return f"{self.code}: {self.text()}"
