from pathlib import Path

import pytest

from tongjian.kit import Invalid, Settings, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_the_public_address_follows_the_port_unless_it_is_given() -> None:
    assert read_settings({"TONGJIAN_PORT": "8123"}).public_url == "http://127.0.0.1:8123"
    given = {"TONGJIAN_PORT": "8123", "TONGJIAN_PUBLIC_URL": "https://gc.example.gov.cn/"}
    assert read_settings(given).public_url == "https://gc.example.gov.cn"


def test_what_is_set_is_read() -> None:
    read = read_settings({"TONGJIAN_DATA": "/srv/tj", "TONGJIAN_DEMO": "on", "TONGJIAN_UPLOAD_LIMIT": "1024"})
    assert (read.data_folder, read.demo, read.upload_limit) == (Path("/srv/tj"), True, 1024)


def test_every_wrong_variable_is_named_at_once() -> None:
    wrong = {
        "TONGJIAN_PORT": "70000",
        "TONGJIAN_DEMO": "perhaps",
        "TONGJIAN_PART_SIZE": "-1",
        "TONGJIAN_PUBLIC_URL": "gc.example",
    }
    with pytest.raises(Invalid) as refused:
        read_settings(wrong)
    assert {problem.field for problem in refused.value.problems} == set(wrong)


def test_the_virtual_clock_is_the_demos_alone() -> None:
    with pytest.raises(Invalid):
        read_settings({"TONGJIAN_VIRTUAL_CLOCK": "1"})
    assert read_settings({"TONGJIAN_VIRTUAL_CLOCK": "1", "TONGJIAN_DEMO": "1"}).virtual_clock
