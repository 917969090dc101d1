"""The real Rasa server: figures on unseen sentences, its manners, its end."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

from dialogs.kinds import Lang
from nlu.evaluate import answers_of, figures, report
from nlu.examples import unseen_sentences
from nlu.project import RasaProject
from nlu.server import RasaServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.asyncio(loop_scope="session"),
]
LEAST_ACCURACY = 0.92

PARENT = """
import asyncio, sys
from nlu.server import RasaServer
async def main():
    server = RasaServer()
    await server.start()
    print(server.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


async def test_unseen_sentences_are_understood(rasa: RasaServer) -> None:
    nlu = rasa.client(timeout_s=20)
    answered = await answers_of(nlu, unseen_sentences(RasaProject()))
    await nlu.close()
    for lang in Lang:
        chosen = [one for one in answered if one.example.lang is lang]
        assert figures(chosen).accuracy >= LEAST_ACCURACY, report(answered)


async def test_without_the_token_nobody_is_answered(rasa: RasaServer) -> None:
    async with httpx.AsyncClient(base_url=rasa.url, trust_env=False) as http:
        answer = await http.post("/model/parse", json={"text": "你好"})
    assert answer.status_code == httpx.codes.UNAUTHORIZED


async def test_entities_are_found_by_rasa_too(rasa: RasaServer) -> None:
    settings = rasa.settings_for_client()
    async with httpx.AsyncClient(base_url=rasa.url, trust_env=False, timeout=20) as http:
        answer = await http.post(
            "/model/parse",
            params={"token": settings.token},
            json={"text": "重置期货的交易密码 _application_"},
        )
    found = {(one["entity"], one["value"]) for one in answer.json()["entities"]}
    assert found == {
        ("account", "futures"),
        ("password_kind", "trading"),
        ("application_number", "_application_"),
    }


async def test_it_says_nothing_of_texts_and_hides_its_token(rasa: RasaServer) -> None:
    nlu = rasa.client(timeout_s=20)
    await nlu.understand("西瓜汁很好喝")
    await nlu.close()
    said = "\n".join(rasa._last_lines)
    assert "西瓜" not in said
    assert rasa._token not in said
    assert rasa._token not in _command_line(rasa.pid)


async def test_it_ends_with_a_killed_parent() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    for _ in range(300):
        if not _lives(child):
            return
        await asyncio.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the server outlived its parent")


def _command_line(pid: int | None) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def _lives(pid: int) -> bool:
    """Whether the process runs; a dead one that nobody has collected yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
