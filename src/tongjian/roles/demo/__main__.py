"""``python -m tongjian.roles.demo``: what ``make demo`` runs."""

import argparse
import signal
import subprocess
import sys
from types import FrameType

import httpx

from tongjian.kit import Refusal
from tongjian.roles.demo.applicants import Stuck
from tongjian.roles.demo.client import AnsweredTwice, Refused
from tongjian.roles.demo.show import show


def main(arguments: list[str] | None = None) -> int:
    """Run the demo; return 0 only when every case is done and every invariant holds."""
    parser = argparse.ArgumentParser(prog="make demo", description="三个项目和一位村民的事从登记走到领证")
    parser.add_argument("--keep", action="store_true", help="保留演示数据 / keep the folder")
    given = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        return show(keep=given.keep)
    except KeyboardInterrupt:
        print("\n已停止 / stopped", file=sys.stderr)  # noqa: T201
        return 130
    except (Stuck, Refused, AnsweredTwice, httpx.HTTPError) as wrong:
        print(f"\n演示没有走完 / the walk did not end: {wrong}", file=sys.stderr)  # noqa: T201
        return 1
    except Refusal as refusal:
        print(f"\n{refusal}\n{refusal.advice % refusal.facts()}", file=sys.stderr)  # noqa: T201
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode or 1


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Stop once; a second signal must not cut the stopping short."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
