"""See to a Chromium and a Chinese font for the browser tests. Never fatal: those tests say they skip."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APT = "apt-get"


def main() -> None:
    """Fetch what is missing, by the means this machine has."""
    wanted = [] if _has_browser() else ["chromium"]
    if not _has_chinese_font():
        wanted.append("fonts-noto-cjk")
    if wanted and shutil.which(_APT) and os.geteuid() == 0:
        _say(f"安装 / installing {' '.join(wanted)}")
        _run(_APT, "update", "-qq")
        _run(_APT, "install", "-y", "-qq", "--no-install-recommends", *wanted)
    if not _has_browser():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if not _has_browser():
        _say("没有可用的 Chromium，浏览器测试将跳过 / no Chromium: the browser tests will be skipped")


def _has_browser() -> bool:
    if any(shutil.which(name) for name in _NAMES):
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout)  # noqa: S607


def _run(*command: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, check=False)  # noqa: S603


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
