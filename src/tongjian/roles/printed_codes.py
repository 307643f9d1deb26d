"""Phone codes where there is no text-message service: printed for whoever started the system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedCodes:
    """Prints each code to standard output; for demos alone."""

    def send(self, *, phone: str, code: str) -> None:
        """Print a code."""
        print(f"[短信验证码 / phone code] {phone}: {code}", flush=True)  # noqa: T201
