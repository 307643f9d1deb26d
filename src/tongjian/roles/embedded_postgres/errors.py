"""Why the embedded database cannot start, in Chinese and English."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tongjian.kit import Refusal


@dataclass(eq=False, kw_only=True)
class PortTaken(Refusal):
    """Another program listens on the port."""

    code: ClassVar[str] = "roles.port_taken"
    says: ClassVar[str] = (
        "端口 %(port)s 已被其他程序占用，内置数据库无法启动 / "
        "port %(port)s is taken by another program, so the embedded database cannot start"
    )
    advice: ClassVar[str] = (
        "请关闭占用该端口的程序，或设置环境变量 TONGJIAN_DATABASE_PORT 换一个端口 / "
        "stop that program, or choose another port with TONGJIAN_DATABASE_PORT"
    )
    port: int


@dataclass(eq=False, kw_only=True)
class FolderTaken(Refusal):
    """The folder belongs to a running system, or holds something that is not ours."""

    code: ClassVar[str] = "roles.folder_taken"
    says: ClassVar[str] = (
        "数据目录 %(folder)s 正被另一个通建进程使用，或存有其他内容 / "
        "the folder %(folder)s is in use by another Tongjian process, or holds something else"
    )
    advice: ClassVar[str] = (
        "请先停止另一个进程，或设置环境变量 TONGJIAN_DATA 换一个目录 / "
        "stop the other process, or choose another folder with TONGJIAN_DATA"
    )
    folder: Path


@dataclass(eq=False, kw_only=True)
class CannotDropRoot(Refusal):
    """The process is root and cannot become an unprivileged user."""

    code: ClassVar[str] = "roles.cannot_drop_root"
    says: ClassVar[str] = (
        "当前为 root 用户，且无法切换到普通用户 %(user)s 来运行数据库 / "
        "this process is root and cannot become the user %(user)s to run the database"
    )
    advice: ClassVar[str] = (
        "请以普通用户运行，或用 TONGJIAN_DATABASE_USER 指定一个可用的普通用户 / "
        "run as an ordinary user, or name a usable one in TONGJIAN_DATABASE_USER"
    )
    user: str


@dataclass(eq=False, kw_only=True)
class ServerDidNotStart(Refusal):
    """PostgreSQL itself refused; the end of its own words is kept."""

    code: ClassVar[str] = "roles.server_did_not_start"
    says: ClassVar[str] = "内置数据库启动失败 / the embedded database did not start: %(words)s"
    advice: ClassVar[str] = "请查看日志 %(log)s / see the log %(log)s"
    words: str
    log: Path
