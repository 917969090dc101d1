"""Checks in processes of their own, rung for through a real Redis; one is killed at work."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest
import redis
from typing_extensions import override

from bot.config import Settings
from bot.running import checking
from bot.sandbox.people import PEOPLE
from bot.wiring import Instead, build_base
from dialogs.kinds import Lang
from tests.forks import CONTEXT, warm
from tests.stories.script import Teller, load
from tests.stories.stage import free_port, staged
from verification.api import CardRequest, CheckResult
from verification.fake import ScriptedVerifier

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_STORY = load(Path(__file__).parents[2] / "stories" / "to_document.part")
_PERSON = next(one for one in PEOPLE if one.key == "zhang_wei")


class HangingVerifier(ScriptedVerifier):
    """Hangs at its first check in all processes together, having told who it is."""

    def __init__(self, note: Path) -> None:
        super().__init__()
        self._note = note

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        with suppress(FileExistsError), self._note.open("x") as note:
            note.write(str(os.getpid()))
            note.flush()
            await asyncio.sleep(3600)
        return await super().card(request)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """Start a Redis of the test's own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    port = free_port()
    server = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


async def test_a_killed_workers_check_is_taken_over(tmp_path: Path, redis_url: str) -> None:
    jobs = {"broker": redis_url, "lease_s": 2, "sweep_s": 0.5}
    note = tmp_path / "who"
    await warm()
    async with staged(tmp_path, Lang.ZH, jobs=jobs) as stage:
        assert stage.desk.base.runner is None
        sections = stage.sections
        async with _working(sections, "one", note), _working(sections, "two", note):
            teller = Teller(stage, _PERSON)
            await teller.tell(_STORY)
            await teller.act_card("front")
            os.kill(await _who(note), signal.SIGKILL)
            await teller.act_bot("@card-front-taken")
            await teller.act_card("back")
            await teller.act_bot("@ask-fields")
            front = (await stage.case()).shots[0]
            async with stage.desk.base.means.store.begin() as uow:
                job = await uow.jobs.get(front.media_id.replace("m", "tg-"))
    assert job is not None
    assert job.attempts == 2


async def _who(note: Path) -> int:
    async with asyncio.timeout(60):
        while not (told := _told(note)):  # noqa: ASYNC110 - of another process
            await asyncio.sleep(0.05)
    return int(told)


def _told(note: Path) -> str:
    return note.read_text() if note.exists() else ""


@asynccontextmanager
async def _working(
    sections: dict[str, Any], name: str, note: Path
) -> AsyncIterator[ForkServerProcess]:
    """Run a working process."""
    process = CONTEXT.Process(target=_work, args=({**sections, "worker": name}, note))
    await asyncio.to_thread(process.start)
    try:
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.join)


def _work(sections: dict[str, Any], note: Path) -> None:
    asyncio.run(_checks(Settings.model_validate(sections), note))


async def _checks(settings: Settings, note: Path) -> None:
    instead = Instead(verifier=HangingVerifier(note))
    async with checking(build_base(settings, runs_checks=True, instead=instead)):
        await asyncio.Event().wait()


def _until_it_answers(port: int) -> None:
    for _ in range(200):
        with suppress(redis.ConnectionError), redis.Redis(port=port) as client:
            client.ping()
            return
    raise AssertionError("Redis did not start")
