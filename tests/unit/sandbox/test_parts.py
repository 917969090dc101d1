"""The sandbox's small parts, each by itself."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.clock import ManualClock
from bot.sandbox.errors import ApiError, DroppedConnectionError
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore, NewFile, photo_sizes
from bot.sandbox.guard import _foreign
from bot.sandbox.hub import LONGEST_BACKLOG, PageHub
from bot.sandbox.numbers import first_numbers
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Queries
from bot.sandbox.rates import RateLimiter
from bot.sandbox.settings import RateLimits, SandboxSettings
from bot.sandbox.sms import SmsGateway
from bot.sandbox.state import Chat
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.web_app import launch_link

GROUP = Chat(-100, "supergroup")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 3, 1, tzinfo=UTC))


class Seconds:
    """A stopwatch moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_chat_takes_a_burst_then_one_a_second() -> None:
    seconds = Seconds()
    limiter = RateLimiter(RateLimits(chat_burst=2), seconds)
    chat = Chat(1, "private")
    limiter.take(chat)
    limiter.take(chat)
    with pytest.raises(ApiError) as caught:
        limiter.take(chat)
    assert (caught.value.code, caught.value.retry_after_s) == (429, 1)
    seconds.now = 1.0
    limiter.take(chat)
    limiter.take(Chat(2, "private"))


def test_all_chats_together_take_thirty_a_second() -> None:
    limiter = RateLimiter(RateLimits(), Seconds())
    for number in range(30):
        limiter.take(Chat(number + 1, "private"))
    with pytest.raises(ApiError):
        limiter.take(Chat(99, "private"))


def test_a_group_takes_twenty_a_minute() -> None:
    seconds = Seconds()
    limiter = RateLimiter(RateLimits(chat_burst=100), seconds)
    for _ in range(20):
        limiter.take(GROUP)
        seconds.now += 1.0
    with pytest.raises(ApiError) as caught:
        limiter.take(GROUP, 2)
    assert caught.value.retry_after_s == 41
    seconds.now = 61.0
    limiter.take(GROUP, 2)


async def test_the_queue_keeps_what_is_not_confirmed(clock: ManualClock) -> None:
    queue = UpdateQueue(clock, 60, 100)
    for number in range(3):
        queue.put("message", {"n": number})
    assert [w.update_id for w in queue.pending()] == [100, 101, 102]
    queue.confirm(101)
    assert len(queue.pending()) == 2
    queue.confirm(-1)
    assert [w.payload["n"] for w in queue.pending()] == [2]
    queue.put("message_reaction", {})
    assert len(queue.pending()) == 1
    clock.advance(61)
    assert await queue.poll(100, 0) == []


async def test_queued_updates_do_not_change_with_the_message(clock: ManualClock) -> None:
    queue = UpdateQueue(clock, 60, 100)
    body = {"text": "first"}
    queue.put("message", body)
    body["text"] = "edited"
    assert (await queue.poll(1, 0))[0]["message"]["text"] == "first"


async def test_a_query_takes_one_answer_in_time(clock: ManualClock) -> None:
    queries = Queries(clock, 60, 100)
    one, two = queries.ask(1, 1), queries.ask(1, 1)
    queries.answer(one.id, {"text": "x"})
    assert one.answer.result() == {"text": "x"}
    clock.advance(61)
    for late in (one, two):
        with pytest.raises(ApiError, match="query is too old"):
            queries.answer(late.id, {})


async def test_faults_strike_in_turn() -> None:
    faults = Faults()
    faults.add("sendMessage", "drop", skip=1)
    faults.add("*", "drop_after")
    struck = []
    for method in ("getMe", "sendMessage", "sendMessage"):
        try:
            async with faults.around(method):
                struck.append(f"{method} done")
        except DroppedConnectionError:
            struck.append(f"{method} dropped")
    assert struck == [
        "getMe done",
        "getMe dropped",
        "sendMessage done",
        "sendMessage dropped",
    ]
    assert faults.waiting == ()


def test_files_by_path_and_number(clock: ManualClock) -> None:
    store = FileStore("secret", clock, 3600)
    file = store.add(NewFile("document", "a.tar.gz", "application/gzip", b"x"))
    path = store.open_path(file.file_id)
    assert path == "documents/file_0.gz"
    assert store.at_path(path) is file
    assert store.open_path(file.file_id) == path
    assert store.at_path("documents/file_1.gz") is None
    bare = store.add(NewFile("document", "README", "text/plain", b"y"))
    assert store.open_path(bare.file_id) == "documents/file_1"


def test_broken_pictures() -> None:
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4"):
        with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
            photo_sizes(data)


async def test_a_phone_that_stops_reading_is_cut_off() -> None:
    hub = PageHub()
    async with hub.listen(1) as queue:
        for number in range(LONGEST_BACKLOG + 5):
            hub.tell([1], "message", {"n": number})
        assert queue.qsize() == LONGEST_BACKLOG + 1
    hub.tell_all("sms", {})


def test_sms_are_delivered_once(clock: ManualClock) -> None:
    gateway = SmsGateway(clock, PageHub())
    assert gateway.send("1", "a", "m") == gateway.send("1", "other", "m")
    assert [message.text for message in gateway.inbox("1")] == ["a"]
    assert gateway.inbox("2") == []


def test_commands_fall_back_to_wider_scopes() -> None:
    profile = Profile()
    profile.commands[("default", None, None), ""] = [{"command": "a", "description": "b"}]
    assert profile.commands_for(1, 1, "zh", private=False)[0]["command"] == "a"
    profile.commands[("default", None, None), "zh"] = [{"command": "z", "description": "b"}]
    assert profile.commands_for(1, 1, "zh-hans", private=True)[0]["command"] == "z"
    assert Profile().commands_for(1, 1, "zh", private=True) == []


def test_launch_links_keep_what_stands_in_the_address() -> None:
    link = launch_link("http://127.0.0.1/a?b=c#d", "query_id=1&hash=2")
    assert link.startswith("http://127.0.0.1/a?b=c#d&tgWebAppData=query_id%3D1%26hash%3D2&")


def test_a_foreign_page_is_recognised() -> None:
    class Request:
        method = "GET"
        path = "/page/state"

        def __init__(self, **headers: str) -> None:
            self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    own = "127.0.0.1:8080"
    assert not _foreign(Request(), own)  # type: ignore[arg-type]
    assert not _foreign(Request(Origin="http://127.0.0.1:8080"), own)  # type: ignore[arg-type]
    assert _foreign(Request(Origin="http://127.0.0.1:8081"), own)  # type: ignore[arg-type]
    assert _foreign(Request(Sec_Fetch_Site="cross-site"), own)  # type: ignore[arg-type]
    navigating = Request(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")
    assert not _foreign(navigating, own)  # type: ignore[arg-type]
    asset = Request(Sec_Fetch_Site="same-site")
    assert _foreign(asset, own)  # type: ignore[arg-type]
    asset.path = "/page/static/telegram-web-app.js"
    assert not _foreign(asset, own)  # type: ignore[arg-type]
    asset.method = "POST"
    assert _foreign(asset, own)  # type: ignore[arg-type]


def test_a_later_sandbox_repeats_no_number(clock: ManualClock) -> None:
    before = first_numbers(SandboxSettings(), clock.now())
    after = first_numbers(SandboxSettings(), clock.advance(60))
    assert after.update_id - before.update_id == 600
    assert after.message_id - before.message_id == 300
    assert after.callback_id > before.callback_id
    fixed = SandboxSettings(first_update_id=7, first_message_id=8)
    assert first_numbers(fixed, clock.now()).update_id == 7
    assert first_numbers(fixed, clock.now()).message_id == 8


async def test_a_ring_before_the_waiting_task_first_runs_is_not_lost(
    clock: ManualClock,
) -> None:
    queue = UpdateQueue(clock, 60, 100)
    waiting = asyncio.ensure_future(queue.change())
    queue.put("message", {})
    await asyncio.wait_for(waiting, 1)
