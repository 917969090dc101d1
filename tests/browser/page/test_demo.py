"""The demo drawer's endpoints: what they list, show, send and refuse."""

import base64
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession
from PIL import Image

from bot.sandbox import demo, demo_kit
from bot.sandbox.people import BY_KEY, PEOPLE
from bot.sandbox.server import Sandbox
from bot.sandbox.state import Json
from dialogs.kinds import Lang

JPEG_START = b"\xff\xd8"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(extensions=[demo.routes]) as sandbox:
        yield sandbox


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def user(sandbox: Sandbox) -> int:
    return sandbox.add_user(first_name="Visitor").id


async def ask(http: ClientSession, sandbox: Sandbox, path: str, **query: str) -> Json:
    async with http.get(f"{sandbox.url}/page/demo/{path}", params=query) as answer:
        assert answer.status == 200
        found: Json = await answer.json()
        return found


async def wish(http: ClientSession, sandbox: Sandbox, path: str, **body: Any) -> tuple[int, Json]:
    async with http.post(f"{sandbox.url}/page/demo/{path}", json=body) as answer:
        return answer.status, await answer.json()


def said(sandbox: Sandbox, user: int) -> list[Json]:
    chat = sandbox.world.state.private_chat(user)
    return [stored.body for stored in chat.messages.values()]


def portrait_url() -> str:
    out = BytesIO()
    Image.new("RGB", (640, 480), (120, 100, 90)).save(out, "JPEG")
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()


async def test_every_demo_customer_is_listed(http: ClientSession, sandbox: Sandbox) -> None:
    people = (await ask(http, sandbox, "people"))["people"]
    assert [person["key"] for person in people] == [person.key for person in PEOPLE]
    assert all(person["story"]["zh"] and person["story"]["en"] for person in people)


@pytest.mark.parametrize("key", list(BY_KEY))
def test_every_item_is_named_once_and_in_both_languages(key: str) -> None:
    items = demo_kit.items_of(BY_KEY[key], None, 0)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert all(item.label)
        made = item.make or item.make_saying
        assert bool(made) != (item.send_as in {"text", "contact"})


def test_what_is_made_differently_is_kept_apart() -> None:
    kept: dict[str, Any] = {}
    for person in PEOPLE:
        for item in demo_kit.items_of(person, None, 0):
            make = item.make or item.make_saying
            if make is not None:
                recipe = getattr(make, "args", make)
                assert kept.setdefault(item.keep_as, recipe) == recipe


def test_the_kit_covers_what_the_steps_ask_for() -> None:
    items = demo_kit.items_of(PEOPLE[0], None, 0)
    groups = {item.group for item in items}
    assert groups == {"text", "contact", "card", "selfie", "action", "statement", "wrong"}
    assert {item.lang for item in items if item.group == "text"} == set(Lang)
    ways = {(item.group, item.send_as) for item in items}
    assert {("card", "photo"), ("card", "document"), ("statement", "video")} <= ways


async def test_a_text_is_said_as_the_customer(
    http: ClientSession, sandbox: Sandbox, user: int
) -> None:
    status, _ = await wish(
        http, sandbox, "send", user=user, chat=user, person="zhang_wei", item="details_zh"
    )
    assert status == 200
    [body] = said(sandbox, user)
    assert "张伟" in body["text"]
    assert body["from"]["id"] == user


@pytest.mark.parametrize(("item", "own"), [("contact", True), ("contact_other", False)])
async def test_a_contact_is_the_senders_own_or_not(
    http: ClientSession, sandbox: Sandbox, user: int, item: str, *, own: bool
) -> None:
    await wish(http, sandbox, "send", user=user, chat=user, person="he_xiulan", item=item)
    [body] = said(sandbox, user)
    assert (body["contact"].get("user_id") == user) is own


async def test_the_phone_in_hand_is_offered_too() -> None:
    items = {item.id: item for item in demo_kit.items_of(BY_KEY["he_xiulan"], None, 0)}
    assert items["contact_in_hand"].text == BY_KEY["he_xiulan"].phone_in_hand


@pytest.mark.parametrize(
    ("portrait", "status"),
    [("", 400), ("data:image/png;base64,!!", 400), ("data:image/png;base64,AAAA", 400)],
)
async def test_a_portrait_that_is_no_picture_is_refused(
    http: ClientSession, sandbox: Sandbox, portrait: str, status: int
) -> None:
    answer, body = await wish(http, sandbox, "own_card", person="zhang_wei", portrait=portrait)
    assert answer == status
    assert body["error"]


async def test_the_unknown_is_refused_in_words(
    http: ClientSession, sandbox: Sandbox, user: int
) -> None:
    status, body = await wish(
        http, sandbox, "send", user=user, chat=user, person="nobody", item="contact"
    )
    assert (status, body) == (404, {"error": "no such demo customer"})
    status, body = await wish(
        http, sandbox, "send", user=user, chat=user, person="zhang_wei", item="nothing"
    )
    assert (status, body) == (404, {"error": "no such material"})


async def test_the_pages_own_refusal_is_passed_on(http: ClientSession, sandbox: Sandbox) -> None:
    status, body = await wish(
        http, sandbox, "send", user=1, chat=1, person="zhang_wei", item="contact"
    )
    assert status >= 400
    assert body["error"]


async def test_a_body_that_is_no_object_is_refused(http: ClientSession, sandbox: Sandbox) -> None:
    for body in ("[]", "{"):
        url = f"{sandbox.url}/page/demo/send"
        async with http.post(url, data=body) as answer:
            assert answer.status == 400


async def test_a_workshop_makes_each_thing_once() -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("one")
        return b"one"

    workshop = demo.Workshop()
    assert await workshop.get("name", make) == b"one"
    assert await workshop.get("name", make) == b"one"
    assert made == ["one"]


@pytest.mark.slow
async def test_a_card_is_shown_small_and_sent_whole(
    http: ClientSession, sandbox: Sandbox, user: int
) -> None:
    query = {"person": "zhang_wei", "item": "card_front_document"}
    async with http.get(f"{sandbox.url}/page/demo/preview", params=query) as answer:
        small = await answer.read()
    assert small.startswith(JPEG_START)
    assert len(small) < 30_000
    await wish(http, sandbox, "send", user=user, chat=user, **query)
    [body] = said(sandbox, user)
    assert body["document"]["file_size"] > len(small)


@pytest.mark.slow
async def test_ones_own_card_is_drawn_and_sent(
    http: ClientSession, sandbox: Sandbox, user: int
) -> None:
    status, body = await wish(
        http, sandbox, "own_card", person="maria_schmidt", portrait=portrait_url()
    )
    assert status == 200
    assert [item["group"] for item in body["items"]] == ["own"] * 4
    listed = await ask(http, sandbox, "materials", person="maria_schmidt")
    assert {item["id"] for item in body["items"]} <= {item["id"] for item in listed["items"]}
    await wish(
        http, sandbox, "send", user=user, chat=user, person="maria_schmidt", item="own_front_photo"
    )
    assert "photo" in said(sandbox, user)[0]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["zhang_wei", "maria_schmidt"])
def test_everything_on_offer_can_be_made(key: str) -> None:
    """Spoilt readings, which cost the most, are left to the tests of the clips themselves."""
    items = {item.id: item for item in demo_kit.items_of(BY_KEY[key], None, 0)}
    for item in items.values():
        if item.make is not None and not (item.group == "wrong" and item.send_as == "video"):
            made = item.make()
            assert len(made) > 2_000
            assert item.still in items or demo_kit.thumbnail(made).startswith(JPEG_START)
