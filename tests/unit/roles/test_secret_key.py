import stat
from pathlib import Path

from tongjian.roles.secret_key import secret_key


def test_a_key_is_made_once_and_kept_for_us_alone(tmp_path: Path) -> None:
    first = secret_key({}, tmp_path)
    assert secret_key({}, tmp_path) == first
    assert len(first) > 50
    assert [stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()] == [0o600]


def test_the_environment_comes_first(tmp_path: Path) -> None:
    assert secret_key({"TONGJIAN_SECRET_KEY": "given"}, tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []
