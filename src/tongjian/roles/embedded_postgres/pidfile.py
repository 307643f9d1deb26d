"""What the operating system knows about a server of ours: its pid file, its port."""

import os
import socket
from pathlib import Path

_PID_LINE, _PORT_LINE = 0, 3


def port_is_free(port: int) -> bool:
    """Tell whether nobody listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def live_port(data: Path) -> int | None:
    """Return the port of the server that runs on this data folder; None when none does.

    A pid file whose process is gone, or is another program by now, says nothing.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid, port = int(lines[_PID_LINE]), int(lines[_PORT_LINE])
    except (OSError, ValueError, IndexError):
        return None
    return port if _serves(pid, data) else None


def clear_stale_pid(data: Path) -> None:
    """Remove the pid file of a server that is gone.

    PostgreSQL does so itself unless the number was given to another process since, as
    happens in containers.
    """
    if live_port(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    """Tell whether the process lives and stands in the data folder, as a postmaster does."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if not Path("/proc/self").exists():
        return True
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
    except OSError:
        return False
