import os
import subprocess
import sys
import time
from pathlib import Path

CHILD = (
    "import time; from tongjian.roles.orphans import leave_with_starter; leave_with_starter(); time.sleep(60)"
)
STARTER = f"""
import subprocess, sys, time
from tongjian.roles.orphans import announce_starter
announce_starter()
print(subprocess.Popen([sys.executable, "-c", {CHILD!r}]).pid, flush=True)
time.sleep(60)
"""


def alive(pid: int) -> bool:
    """A process that ended but was not yet collected counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_web_process_leaves_when_its_starter_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:  # noqa: S603
        assert starter.stdout is not None
        child = int(starter.stdout.readline())
        time.sleep(0.5)
        assert alive(child)
        starter.kill()
    for _ in range(100):
        if not alive(child):
            return
        time.sleep(0.1)
    os.kill(child, 9)
    raise AssertionError("the child outlived its starter by 10 seconds")
