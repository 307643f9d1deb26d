"""Client processes, started once and told again and again for how long to work."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Worked:
    """What clients did in one turn.

    Attributes:
        rate: commands a second, of all of them together.
        cpu_ms: CPU milliseconds of the client a command.
    """

    rate: float
    cpu_ms: float
    commands: int


@dataclass(frozen=True, slots=True)
class Clients:
    """Client processes that wait for a word."""

    running: tuple[subprocess.Popen[str], ...]

    def work(self, seconds: float, *, clients: int) -> Worked:
        """Let the first so many clients work at the same time."""
        chosen = self.running[:clients]
        answers = self._ask(chosen, [f"{seconds}"] * clients)
        commands = sum(one["commands"] for one in answers)
        cpu = sum(one["cpu_seconds"] for one in answers)
        rate = sum(one["commands"] / one["seconds"] for one in answers)
        return Worked(rate, cpu * 1000 / commands, round(commands))

    def draw_from(self, files: list[Path]) -> None:
        """Let each client work on instances that wait at a first task, no two on the same."""
        self._ask(self.running, [f"pool {file}" for file in files])

    @staticmethod
    def _ask(chosen: tuple[subprocess.Popen[str], ...], words: list[str]) -> list[dict[str, float]]:
        for client, word in zip(chosen, words, strict=True):
            _pipe_in(client, word)
        return [json.loads(_pipe_out(client)) for client in chosen]


@contextmanager
def open_clients(url: str, *, count: int) -> Iterator[Clients]:
    """Start clients of a database and end them afterwards."""
    environment = os.environ | {"DATABASE_URL": url, "TONGJIAN_DATABASE_POOL": "0"}
    running = tuple(
        subprocess.Popen(
            [sys.executable, "-m", "bench.engine.client"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    )
    try:
        for client in running:
            _pipe_out(client)
        yield Clients(running)
    finally:
        for client in running:
            client.kill()
            client.wait()


def _pipe_in(client: subprocess.Popen[str], word: str) -> None:
    if client.stdin is None:
        raise RuntimeError
    client.stdin.write(f"{word}\n")
    client.stdin.flush()


def _pipe_out(client: subprocess.Popen[str]) -> str:
    if client.stdout is None:
        raise RuntimeError
    line = client.stdout.readline()
    if not line:
        raise RuntimeError("a client has ended")
    return line
