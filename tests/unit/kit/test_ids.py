"""Identifiers are version 7 UUIDs and sort by time."""

import time
from uuid import RFC_4122

from tongjian.kit import new_id


def test_an_id_is_a_version_7_uuid() -> None:
    made = new_id()
    assert made.version == 7
    assert made.variant == RFC_4122


def test_ids_of_later_milliseconds_sort_later() -> None:
    first = new_id()
    time.sleep(0.003)
    assert new_id() > first


def test_the_first_48_bits_are_the_milliseconds_of_now() -> None:
    before = time.time_ns() // 1_000_000
    millis = new_id().int >> 80
    assert before <= millis <= time.time_ns() // 1_000_000


def test_ten_thousand_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000
