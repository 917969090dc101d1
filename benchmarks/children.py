"""Processes that a bench measures from outside; they end when their standard input does."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measure import process_cpu_s, resident_mb

_STOP_S = 40.0
_START_S = 180.0
_TOLD = 4000
_ROOT = Path(__file__).resolve().parent.parent


class ChildError(RuntimeError):
    """A child said something else than it was asked for, or nothing in time."""


@dataclass(frozen=True, slots=True)
class Child:
    """A running process that answers a line with a line."""

    process: subprocess.Popen[str]
    log: Path

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    @property
    def cpu_s(self) -> float:
        """The CPU time it has used so far, with its children's."""
        return process_cpu_s(self.pid)

    @property
    def resident_mb(self) -> float:
        """Its own resident memory."""
        return resident_mb(self.pid)

    def tell(self, line: str) -> str:
        """Tell it something and wait for its answer."""
        if self.process.stdin is None:
            raise ChildError("started without a pipe")
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.heard()

    def expect(self, answer: str, line: str) -> None:
        """Tell it something that has one good answer."""
        said = self.tell(line)
        if said != answer:
            raise ChildError(f"{answer!r} was expected, not {said!r}")

    def heard(self) -> str:
        """Return the next line it says; a silent child is killed, which ends the waiting."""
        if self.process.stdout is None:
            raise ChildError("started without a pipe")
        limit = threading.Timer(_START_S, self.process.kill)
        limit.start()
        try:
            line = self.process.stdout.readline().strip()
        finally:
            limit.cancel()
        if not line:
            complaint = self.log.read_text(encoding="utf-8", errors="replace")[-_TOLD:]
            raise ChildError(f"the child ended: {complaint}")
        return line


@contextmanager
def child(module: str, given: dict[str, Any], folder: Path) -> Iterator[Child]:
    """Start a module as a process, give it its settings on a line, and end it at the end."""
    log = folder / f"{module}.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=_ROOT,
        ) as process,
    ):
        running = Child(process, log)
        try:
            running.expect("ready", json.dumps(given))
            yield running
        except BaseException:
            sys.stderr.write(log.read_text(encoding="utf-8", errors="replace")[-_TOLD:])
            raise
        finally:
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """Close its input, so that it stops by itself; kill it if it does not."""
    if process.stdin is not None and not process.stdin.closed:
        process.stdin.close()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
