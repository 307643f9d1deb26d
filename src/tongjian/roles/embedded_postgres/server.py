"""One PostgreSQL server on one data folder: made, configured, launched, stopped."""

import time
from dataclasses import dataclass
from pathlib import Path

from tongjian.roles.embedded_postgres.account import Account
from tongjian.roles.embedded_postgres.errors import PortTaken, ServerDidNotStart
from tongjian.roles.embedded_postgres.pidfile import clear_stale_pid, port_is_free

_ATTEMPTS, _PAUSE_SECONDS = 30, 0.5
_LEFT_BEHIND = "still in use"
"""PostgreSQL's words while the children of a killed server have not noticed its death yet."""

_LAST_WORDS = 800
_HBA = "host all all 127.0.0.1/32 scram-sha-256\n"
_INITDB = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    "--username=postgres",
    "--no-instructions",
)
_SETTINGS = """\
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
port = {port}
max_connections = 100
shared_buffers = '128MB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """The programs, the data, and the account they run as."""

    home: Path
    account: Account
    programs: Path

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    def initialise(self, *, superuser_password: str, durable: bool) -> None:
        """Make the data folder unless it is there; a half-made one is made anew.

        Raises:
            ServerDidNotStart: initdb refused.
        """
        if self.data.exists():
            return
        password = self._write(self.home / "initdb.password", superuser_password)
        unfinished = self.home / "data.part"
        self.account.run("/bin/rm", "-rf", unfinished)
        options = [*_INITDB, f"--pwfile={password}", *([] if durable else ["--no-sync"])]
        said = self.account.run(self.programs / "initdb", "-D", unfinished, *options)
        password.unlink()
        if said.returncode != 0:
            raise ServerDidNotStart(words=said.stdout[-_LAST_WORDS:], log=self.log)
        self._write(unfinished / "pg_hba.conf", _HBA)
        with (unfinished / "postgresql.conf").open("a") as conf:
            conf.write("include 'tongjian.conf'\n")
        unfinished.rename(self.data)

    def launch(self, *, port: int, durable: bool) -> None:
        """Start the server and wait until it takes connections.

        Raises:
            PortTaken: another program listens on the port.
            ServerDidNotStart: PostgreSQL refused.
        """
        if not port_is_free(port):
            raise PortTaken(port=port)
        settings = _SETTINGS.format(port=port, durable="on" if durable else "off")
        self._write(self.data / "tongjian.conf", settings)
        for attempt in range(_ATTEMPTS):
            clear_stale_pid(self.data)
            self.log.unlink(missing_ok=True)
            said = self.account.run(
                self.programs / "pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "120"
            )
            if said.returncode == 0:
                return
            words = self.log.read_text(errors="replace") if self.log.exists() else said.stdout
            if _LEFT_BEHIND not in words or attempt == _ATTEMPTS - 1:
                raise ServerDidNotStart(words=words[-_LAST_WORDS:], log=self.log)
            time.sleep(_PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop the server, ending the sessions it has."""
        self.account.run(self.programs / "pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")

    def _write(self, path: Path, text: str) -> Path:
        """Write a file that belongs to the server's account and nobody else may read."""
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(text)
        self.account.own(path)
        return path
