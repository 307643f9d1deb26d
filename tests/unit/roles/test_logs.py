"""Faults are written with their places and never with anybody's data."""

import io
import logging

from tongjian.roles.logs import PlacesFormatter


def fail(phone: str) -> None:
    raise ValueError(f"Key (phone)=({phone}) already exists.")


def written(phone: str) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlacesFormatter("%(levelname)s %(name)s"))
    logger = logging.getLogger("tests.faults")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        fail(phone)
    except ValueError:
        logger.exception("Internal Server Error: /people/%s", phone)
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


def test_a_fault_tells_its_class_and_places() -> None:
    text = written("13800000001")
    assert "ValueError" in text
    assert "in written" in text


def test_a_fault_tells_nobodys_phone_number() -> None:
    assert "13800000001" not in written("13800000001")
