"""What an installation may set, read once from the environment at the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tongjian.kit.errors import Invalid, Problem

_MEBIBYTE = 1024 * 1024
_ON, _OFF = {"1", "on", "true", "yes"}, {"", "0", "off", "false", "no"}

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one installation.

    Attributes:
        public_url: address under which people and letters find this system; no slash at the end.
        data_folder: where files, secrets and the embedded database lie.
        listen_host: address the web server listens on.
        listen_port: port the web server listens on.
        web_processes: number of web processes.
        web_threads: threads of each web process; also the size of its connection pool.
        database_port: port of the embedded database on 127.0.0.1.
        upload_limit: bytes of one ordinary file.
        drawing_limit: bytes of one drawing.
        part_size: bytes of one part of a resumable upload.
        session_idle_seconds: a session unused for so long ends.
        session_absolute_seconds: a session as old as this ends, used or not.
        demo: a sample city is loaded, its accounts are printed, phone codes are shown.
        virtual_clock: the clock may be set from outside; only together with ``demo``.
    """

    public_url: str = "http://127.0.0.1:8000"
    data_folder: Path = Path("var")
    listen_host: str = "127.0.0.1"
    listen_port: int = 8000
    web_processes: int = 2
    web_threads: int = 4
    database_port: int = 55432
    upload_limit: int = 200 * _MEBIBYTE
    drawing_limit: int = 2048 * _MEBIBYTE
    part_size: int = 8 * _MEBIBYTE
    session_idle_seconds: int = 30 * 60
    session_absolute_seconds: int = 12 * 60 * 60
    demo: bool = False
    virtual_clock: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from ``TONGJIAN_...`` variables; what is unset keeps its default.

    Raises:
        Invalid: one Problem for each variable that is wrong.
    """
    problems: list[Problem] = []

    def read(name: str, *, default: Value, parse: Callable[[str], Value]) -> Value:
        text = environment.get(name)
        if text is None:
            return default
        try:
            return parse(text.strip())
        except ValueError as wrong:
            problems.append(Problem(field=name, says=str(wrong)))
            return default

    plain = Settings()
    listen_port = read("TONGJIAN_PORT", default=plain.listen_port, parse=_port)
    local_url = f"http://127.0.0.1:{listen_port}"
    settings = Settings(
        public_url=read("TONGJIAN_PUBLIC_URL", default=local_url, parse=_address),
        data_folder=read("TONGJIAN_DATA", default=plain.data_folder, parse=Path),
        listen_host=read("TONGJIAN_HOST", default=plain.listen_host, parse=str),
        listen_port=listen_port,
        web_processes=read("TONGJIAN_WEB_PROCESSES", default=plain.web_processes, parse=_count),
        web_threads=read("TONGJIAN_WEB_THREADS", default=plain.web_threads, parse=_count),
        database_port=read("TONGJIAN_DATABASE_PORT", default=plain.database_port, parse=_port),
        upload_limit=read("TONGJIAN_UPLOAD_LIMIT", default=plain.upload_limit, parse=_count),
        drawing_limit=read("TONGJIAN_DRAWING_LIMIT", default=plain.drawing_limit, parse=_count),
        part_size=read("TONGJIAN_PART_SIZE", default=plain.part_size, parse=_count),
        session_idle_seconds=read("TONGJIAN_SESSION_IDLE", default=plain.session_idle_seconds, parse=_count),
        session_absolute_seconds=read(
            "TONGJIAN_SESSION_ABSOLUTE", default=plain.session_absolute_seconds, parse=_count
        ),
        demo=read("TONGJIAN_DEMO", default=plain.demo, parse=_switch),
        virtual_clock=read("TONGJIAN_VIRTUAL_CLOCK", default=plain.virtual_clock, parse=_switch),
    )
    if settings.virtual_clock and not settings.demo:
        problems.append(
            Problem(field="TONGJIAN_VIRTUAL_CLOCK", says="虚拟时钟只能用于演示（TONGJIAN_DEMO=1）")
        )
    if problems:
        raise Invalid(problems=tuple(problems))
    return settings


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ValueError("应为正整数")
    return int(text)


def _port(text: str) -> int:
    number = _count(text)
    if number >= 1 << 16:
        raise ValueError("端口应在 1 至 65535 之间")
    return number


def _switch(text: str) -> bool:
    if text.lower() in _ON:
        return True
    if text.lower() in _OFF:
        return False
    raise ValueError("应为 1 或 0")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("应为 http:// 或 https:// 开头的地址")
    return text.rstrip("/")
