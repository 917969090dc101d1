"""Children are killed, hung and starved for real."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from verification.errors import ModelError, VerificationUnavailable
from verification.isolate import ATTEMPTS, ChildPool
from verification.models import ModelFile, find_model
from verification.settings import VerifierSettings

pytestmark = pytest.mark.slow

LONG_S = 30.0


@pytest.fixture
async def children() -> AsyncIterator[ChildPool]:
    pool = ChildPool(VerifierSettings(workers=1, memory_limit_mb=400))
    yield pool
    await pool.close()


def _crash(deadly: int, tries: Path) -> None:
    """Die as a library does that runs over its memory."""
    with tries.open("a", encoding="utf-8") as stream:
        stream.write(f"{os.getpid()}\n")
    os.kill(os.getpid(), deadly)


def _crash_once(deadly: int, tries: Path) -> int:
    if not tries.exists():
        _crash(deadly, tries)
    return os.getpid()


async def test_work_is_done_elsewhere_and_the_child_stays(children: ChildPool) -> None:
    first = await children.run(LONG_S, os.getpid)
    second = await children.run(LONG_S, os.getpid)
    assert first == second != os.getpid()


async def test_a_child_that_dies_is_replaced_and_the_caller_told(children: ChildPool) -> None:
    before = await children.run(LONG_S, os.getpid)
    with pytest.raises(VerificationUnavailable, match="ProcessExpired") as caught:
        await children.run(LONG_S, os._exit, 3)
    assert caught.value.retry
    assert await children.run(LONG_S, os.getpid) != before


@pytest.mark.parametrize("deadly", [signal.SIGSEGV, signal.SIGABRT])
async def test_a_decoder_that_crashes_costs_its_children_only(
    children: ChildPool, deadly: signal.Signals, tmp_path: Path
) -> None:
    """Two children are spent on it, no more, and the next piece of work is done."""
    tries = tmp_path / "tries"
    with pytest.raises(VerificationUnavailable, match="ProcessExpired"):
        await children.run(LONG_S, _crash, deadly, tries)
    assert len(set(tries.read_text(encoding="utf-8").split())) == ATTEMPTS
    assert await children.run(LONG_S, os.getpid)


async def test_a_decoder_that_crashes_once_is_no_ones_business(
    children: ChildPool, tmp_path: Path
) -> None:
    survivor = await children.run(LONG_S, _crash_once, signal.SIGSEGV, tmp_path / "tries")
    assert survivor == await children.run(LONG_S, os.getpid)


async def test_many_crashes_leave_no_child_behind(children: ChildPool) -> None:
    others = set(psutil.Process().children())
    for _ in range(3):
        with pytest.raises(VerificationUnavailable):
            await children.run(LONG_S, os.abort)
    await children.run(LONG_S, os.getpid)
    added = set(psutil.Process().children()) - others
    assert len(added) <= 2  # the child, and the tracker of spawned ones


async def test_a_child_killed_in_the_middle_costs_one_repetition(children: ChildPool) -> None:
    victim = await children.run(LONG_S, os.getpid)
    running = asyncio.create_task(children.run(LONG_S, time.sleep, 1.5))
    await asyncio.sleep(0.5)
    os.kill(victim, signal.SIGKILL)
    await running


async def test_a_hanging_child_is_killed_in_time(children: ChildPool) -> None:
    hung = await children.run(LONG_S, os.getpid)
    with pytest.raises(VerificationUnavailable, match="TimeoutError"):
        await children.run(0.5, time.sleep, 600)
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)


async def test_a_child_that_eats_memory_is_replaced(children: ChildPool) -> None:
    before = await children.run(LONG_S, os.getpid)
    with pytest.raises(VerificationUnavailable):
        await children.run(LONG_S, bytearray, 2_000_000_000)
    assert await children.run(LONG_S, os.getpid) != before


async def test_a_cancelled_check_frees_its_child(children: ChildPool) -> None:
    await children.run(LONG_S, os.getpid)
    running = asyncio.create_task(children.run(LONG_S, time.sleep, 600))
    await asyncio.sleep(0.3)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await children.run(LONG_S, os.getpid)


async def test_a_wrong_model_is_said_at_once(children: ChildPool) -> None:
    wrong = ModelFile("x", "verification", "api.py", "0" * 64)
    with pytest.raises(ModelError, match="expected 0000"):
        await children.run(LONG_S, find_model, wrong)


_PARENT = """
import asyncio, os, sys, time
from verification.isolate import ATTEMPTS, ChildPool
from verification.settings import VerifierSettings

async def main():
    pool = ChildPool(VerifierSettings())
    print(await pool.run(30, os.getpid), flush=True)
    await pool.run(600, time.sleep, 600)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_children_do_not_outlive_their_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf-8")
    here = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=here) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        assert _ends_within(child, 5.0)


def _ends_within(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
