"""The client against a server that answers as told: slow, broken, gone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from dialogs.kinds import PasswordKind
from dialogs.understanding import Intent
from nlu.breaker import Breaker
from nlu.client import RasaNlu, RasaSettings
from nlu.errors import NluUnavailable


@dataclass
class Scripted:
    """A stand-in for the Rasa server's HTTP side."""

    status: int = 200
    body: str = '{"intent": {"name": "greet", "confidence": 0.93}, "entities": []}'
    delay_s: float = 0.0
    seen: list[str] = field(default_factory=list)
    url: str = ""

    async def parse(self, request: web.Request) -> web.Response:
        self.seen.append((await request.json())["text"])
        await asyncio.sleep(self.delay_s)
        return web.Response(status=self.status, text=self.body, content_type="application/json")


@pytest.fixture
async def server() -> AsyncIterator[Scripted]:
    scripted = Scripted()
    app = web.Application()
    app.router.add_post("/model/parse", scripted.parse)
    async with TestServer(app) as running:
        scripted.url = str(running.make_url("/"))
        yield scripted


@pytest.fixture
async def nlu(server: Scripted) -> AsyncIterator[RasaNlu]:
    client = RasaNlu(RasaSettings(server.url, "a-token", timeout_s=0.3, failures=2, rest_s=60))
    yield client
    await client.close()


async def test_intent_from_rasa_and_the_rest_from_patterns(nlu: RasaNlu, server: Scripted) -> None:
    understood = await nlu.understand("我叫张伟，你好，期货交易密码，查RS20260102000017")
    assert understood.intent is Intent.GREET
    assert understood.confidence == pytest.approx(0.93)
    assert understood.facts.name == "张伟"
    assert understood.passwords == (PasswordKind.FUTURES_TRADING,)
    assert understood.application_number == "RS20260102000017"
    assert server.seen == ["我叫 _name_ ,你好,期货交易密码,查 _application_"]


@pytest.mark.parametrize("text", ["", "   ", "。。。", "\n", "👍"])
async def test_nothing_to_ask_is_not_asked(nlu: RasaNlu, server: Scripted, text: str) -> None:
    assert (await nlu.understand(text)).intent is Intent.OUT_OF_SCOPE
    assert server.seen == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("13800138000", Intent.RESET_PASSWORD),
        ("RS20260102000017", Intent.STATUS),
        ("482913", Intent.OUT_OF_SCOPE),
    ],
)
async def test_values_alone_are_not_asked(
    nlu: RasaNlu, server: Scripted, text: str, intent: Intent
) -> None:
    assert (await nlu.understand(text)).intent is intent
    assert server.seen == []


async def test_long_texts_are_cut(nlu: RasaNlu, server: Scripted) -> None:
    await nlu.understand("好" * 4096)
    assert len(server.seen[0]) == 500


@pytest.mark.parametrize("status", [401, 404, 500, 503])
async def test_an_error_status_is_unavailable(nlu: RasaNlu, server: Scripted, status: int) -> None:
    server.status = status
    with pytest.raises(NluUnavailable):
        await nlu.understand("你好")


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"intent": {"name": "unheard_of", "confidence": 1}}']
)
async def test_a_strange_answer_is_unavailable(nlu: RasaNlu, server: Scripted, body: str) -> None:
    server.body = body
    with pytest.raises(NluUnavailable):
        await nlu.understand("你好")


async def test_a_slow_server_is_left_alone_after_some_failures(
    nlu: RasaNlu, server: Scripted
) -> None:
    server.delay_s = 2.0
    for _ in range(2):
        with pytest.raises(NluUnavailable):
            await nlu.understand("你好")
    started_s = asyncio.get_running_loop().time()
    with pytest.raises(NluUnavailable, match="resting"):
        await nlu.understand("你好")
    assert asyncio.get_running_loop().time() - started_s < 0.1
    assert len(server.seen) == 2


async def test_no_server_is_unavailable_and_the_token_stays_secret() -> None:
    nlu = RasaNlu(RasaSettings("http://127.0.0.1:9", "hush-hush"))
    with pytest.raises(NluUnavailable) as caught:
        await nlu.understand("你好")
    await nlu.close()
    assert caught.value.retry
    assert "hush" not in repr(caught.value) + repr(caught.value.__cause__)


def test_the_breaker_opens_rests_and_closes() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, rest_s=10, monotonic_s=lambda: now[0])
    breaker.failed()
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    now[0] = 10.0
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    now[0] = 20.0
    breaker.succeeded()
    breaker.failed()
    assert not breaker.is_open
