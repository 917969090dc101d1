"""Runs each bench in a process of its own, so that none warms or burdens the next.

`python -m benchmarks.apart NAME SIZE FILE` is that process; it writes its rows into the file.
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.benches import BENCHES, run
from benchmarks.measure import Size
from benchmarks.rows import Row, as_json, from_json

_TIDY_S = 45.0
_TOLD_LINES = 60
_TOLD_CHARACTERS = 120


def run_apart(name: str, size: Size) -> list[Row]:
    """Run a bench within its time; one that fails or hangs is a row that says so."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        answer, log = Path(folder) / "rows.json", Path(folder) / "log"
        started_s = time.monotonic()
        with log.open("w", encoding="utf-8") as out:
            command = [sys.executable, "-m", "benchmarks.apart", name, size.value, str(answer)]
            process = subprocess.Popen(command, stdout=out, stderr=out)  # noqa: S603 - our own
            in_time = _waited(process, BENCHES[name].limit_s)
        if answer.exists():
            return from_json(answer.read_text(encoding="utf-8"))
        after_s = time.monotonic() - started_s
        why = "failed" if in_time else "broken off"
        return [Row(name, None, note=f"{why} after {after_s:.0f} s: {_last_line(log)}")]


def _waited(process: "subprocess.Popen[bytes]", limit_s: float) -> bool:
    """Wait for its end; ask a late one to tidy up and stop, then kill it."""
    try:
        process.wait(limit_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    else:
        return True
    try:
        process.wait(_TIDY_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return False


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    sys.stderr.write("\n".join([*lines[-_TOLD_LINES:], ""]))
    return lines[-1].replace("|", "/")[:_TOLD_CHARACTERS] if lines else "without a word"


def _main(name: str, size: str, answer: str) -> None:
    rows = run(name, Size(size))
    Path(answer).write_text(as_json(rows), encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
