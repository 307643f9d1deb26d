"""``tongjian flow check``: whether process files can be deployed, with every problem at once."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tongjian.flow import Process, ProcessRefused, compile_process
from tongjian.roles.flow_play import FileAbsent


def check_files(files: Sequence[Path]) -> bool:
    """Check process files and print what is wrong with each, in Chinese and English.

    Problems stand on standard error, one a line: file, id of the element, what is wrong with its line.
    What is probably not meant (warnings, extensions of others) stands there too, but does not count.

    Returns:
        Whether every file can be deployed.

    Raises:
        FileAbsent: a file is not there; nothing was checked.
    """
    for path in files:
        if not path.is_file():
            raise FileAbsent(path=str(path))
    good = [_check(path) for path in files]
    return all(good)


def _check(path: Path) -> bool:
    try:
        process = compile_process(path.read_bytes())
    except ProcessRefused as refusal:
        for problem in refusal.problems:
            _tell(f"{path}: {problem.field or '-'}: {problem.text()}")
        _tell(
            f"{path}: 不能部署，共 {len(refusal.problems)} 处问题"
            f" / refused, problems: {len(refusal.problems)}"
        )
        return False
    _warn(path, process)
    sys.stdout.write(
        f"{path}: 可以部署：{process.id} 第 {process.version} 版“{process.name}”"
        f" / can be deployed: {process.id}, version {process.version}\n"
    )
    return True


def _warn(path: Path, process: Process) -> None:
    for warning in process.warnings:
        _tell(f"{path}: 提醒 / warning: {warning}")
    for name in process.foreign:
        _tell(
            f"{path}: 提醒 / warning: 其他厂商的扩展不起作用 / an extension of others has no effect: {name}"
        )


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
