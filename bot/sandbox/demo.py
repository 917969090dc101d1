"""The demo drawer's endpoints: the invented customers and their materials, sent with one click.

What is sent goes through the page's own door over loopback, so it takes exactly the way of
something that a person picked, dropped or typed.
"""

import asyncio
import base64
import binascii
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import ClientSession, ClientTimeout, FormData, web

from bot.sandbox.demo_kit import Item, Label, items_of, own_cards, read_portrait, thumbnail
from bot.sandbox.fresh import as_new
from bot.sandbox.people import BY_KEY, PEOPLE, Person

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_KEPT = 160
SHOWN_PHRASE = re.compile(r"(?<!\d)\d(?: \d){3}(?!\d)")
"""Digits to be spoken, as the bot writes them: "4 0 7 2"."""

DOOR_TIMEOUT_S = 120
Json = dict[str, Any]


class Loopback(Protocol):
    """The running sandbox, as far as the drawer needs it."""

    @property
    def url(self) -> str:
        """Return its base address."""
        ...


class Workshop:
    """Makes materials off the event loop, each once, and keeps the latest."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, asyncio.Task[bytes]] = OrderedDict()

    async def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the bytes of this name, made now if they were not before."""
        task = self._made.get(name)
        if task is None or (task.done() and task.exception() is not None):
            task = asyncio.create_task(asyncio.to_thread(make), name=name)
            self._made[name] = task
        self._made.move_to_end(name)
        while len(self._made) > MOST_KEPT:
            self._made.popitem(last=False)
        return await asyncio.shield(task)


class Demo:
    """The drawer of one sandbox."""

    def __init__(self, sandbox: Loopback) -> None:
        self._sandbox = sandbox
        self._workshop = Workshop()
        self._one_at_a_time = asyncio.Lock()
        self._own: dict[str, Image] = {}
        self._revision = 0

    async def people(self, _request: web.Request) -> web.Response:
        """List the invented customers."""
        return web.json_response({"people": [_person_form(person) for person in PEOPLE]})

    async def materials(self, request: web.Request) -> web.Response:
        """List what can be sent as one of them."""
        person = _person(request.query.get("person", ""))
        return web.json_response({"items": self._forms(person, self._items(person))})

    async def preview(self, request: web.Request) -> web.Response:
        """Show a material, small; previews leave the machine to what somebody waits for."""
        person = _person(request.query.get("person", ""))
        item = self._item(person, request.query.get("item", ""))
        async with self._one_at_a_time:
            if _gone(request):
                return web.Response(status=408)
            picture = await self._small(self._item(person, item.still) if item.still else item)
        headers = {"Cache-Control": "private, max-age=3600"}
        return web.Response(body=picture, content_type="image/jpeg", headers=headers)

    async def send(self, request: web.Request) -> web.Response:
        """Send a material as the customer."""
        wish = await _body(request)
        item = self._item(_person(str(wish.get("person"))), str(wish.get("item")))
        door, body = await self._parcel(item, wish)
        timeout = ClientTimeout(total=DOOR_TIMEOUT_S)
        async with (
            ClientSession(timeout=timeout) as session,
            session.post(f"{self._sandbox.url.rstrip('/')}{door}", **body) as answer,
        ):
            return web.json_response(text=await answer.text(), status=answer.status)

    async def own_card(self, request: web.Request) -> web.Response:
        """Draw a specimen card with the visitor's own portrait."""
        wish = await _body(request)
        person = _person(str(wish.get("person")))
        picture = _data_url(str(wish.get("portrait", "")))
        try:
            self._own[person.key] = await asyncio.to_thread(read_portrait, picture)
        except OSError as error:
            raise _refusal(web.HTTPBadRequest, "the portrait is not a picture") from error
        self._revision += 1
        fresh = own_cards(person, self._own[person.key], self._revision)
        return web.json_response({"items": self._forms(person, fresh)})

    async def _small(self, item: Item) -> bytes:
        if item.make is None:
            raise _refusal(web.HTTPNotFound, "this material has no picture")
        whole = await self._workshop.get(item.keep_as, item.make)
        return await self._workshop.get(f"{item.keep_as}-small", partial(thumbnail, whole))

    def _items(self, person: Person) -> tuple[Item, ...]:
        return items_of(person, self._own.get(person.key), self._revision)

    def _item(self, person: Person, item_id: str) -> Item:
        for item in self._items(person):
            if item.id == item_id:
                return item
        raise _refusal(web.HTTPNotFound, "no such material")

    def _forms(self, person: Person, items: Iterable[Item]) -> list[Json]:
        return [_item_form(person, item, self._revision) for item in items]

    async def _parcel(self, item: Item, wish: Json) -> tuple[str, dict[str, Any]]:
        """Return the page's door for this item and what is handed in there."""
        sender = {"user": wish.get("user"), "chat": wish.get("chat")}
        if item.send_as == "text":
            return "/page/message", {"json": {**sender, "text": item.text}}
        if item.send_as == "contact":
            return "/page/message", {"json": {**sender, "contact": _contact(item, sender)}}
        form = FormData({name: str(value) for name, value in sender.items()})
        form.add_field("kind", item.send_as)
        data = await self._made(item, sender)
        new = await asyncio.to_thread(as_new, data, item.send_as)
        form.add_field("file", new, filename=item.file_name)
        return "/page/upload", {"data": form}

    async def _made(self, item: Item, sender: Json) -> bytes:
        if item.make_saying is not None:
            phrase = await self._phrase_shown(sender)
            make = partial(item.make_saying, phrase)
            return await self._workshop.get(f"{item.keep_as}-{phrase}", make)
        if item.make is None:
            raise LookupError(f"{item.id} has nothing to send")
        return await self._workshop.get(item.keep_as, item.make)

    async def _phrase_shown(self, sender: Json) -> str:
        """Return the digits to be spoken, as the phone shows them; none before it does."""
        address = f"{self._sandbox.url.rstrip('/')}/page/messages"
        timeout = ClientTimeout(total=DOOR_TIMEOUT_S)
        wanted = {name: str(value) for name, value in sender.items()}
        async with (
            ClientSession(timeout=timeout) as session,
            session.get(address, params=wanted) as answer,
        ):
            shown = (await answer.json()).get("messages", [])
        said = (one for one in reversed(shown) if not one["sandbox"]["out"])
        texts = (str(one.get("text", "")) for one in said)
        found = next(filter(None, map(SHOWN_PHRASE.search, texts)), None)
        return found[0].replace(" ", "") if found else ""


def routes(sandbox: Loopback) -> list[web.RouteDef]:
    """Return the drawer's addresses, all under /page/demo."""
    demo = Demo(sandbox)
    return [
        web.get("/page/demo/people", demo.people),
        web.get("/page/demo/materials", demo.materials),
        web.get("/page/demo/preview", demo.preview),
        web.post("/page/demo/send", demo.send),
        web.post("/page/demo/own_card", demo.own_card),
    ]


def _gone(request: web.Request) -> bool:
    """Tell whether nobody waits for the answer any more, e.g. after another choice."""
    return request.transport is None or request.transport.is_closing()


def _both(label: Label) -> Json:
    return {"zh": label[0], "en": label[1]}


def _person_form(person: Person) -> Json:
    return {
        "key": person.key,
        "name": person.name,
        "number": person.number,
        "phone": person.phone,
        "phone_in_hand": person.phone_in_hand,
        "document_kind": person.document_kind,
        "lang": person.lang,
        "story": _both(person.story),
    }


def _item_form(person: Person, item: Item, revision: int) -> Json:
    address = f"/page/demo/preview?person={person.key}&item={item.id}&v={revision}"
    return {
        "id": item.id,
        "group": item.group,
        "label": _both(item.label),
        "send_as": item.send_as,
        "lang": item.lang,
        "preview_url": address if item.make or item.still else None,
    }


def _contact(item: Item, sender: Json) -> Json:
    contact = {"phone_number": item.text, "first_name": "Demo"}
    return {**contact, "user_id": sender["user"]} if item.own_number else contact


def _person(key: str) -> Person:
    if key not in BY_KEY:
        raise _refusal(web.HTTPNotFound, "no such demo customer")
    return BY_KEY[key]


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError as error:
        raise _refusal(web.HTTPBadRequest, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise _refusal(web.HTTPBadRequest, "the body is not an object")
    return body


def _data_url(address: str) -> bytes:
    head, _, data = address.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        raise _refusal(web.HTTPBadRequest, "the portrait is not a data URL of a picture")
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise _refusal(web.HTTPBadRequest, "the portrait is not base64") from error


def _refusal(kind: type[web.HTTPClientError], words: str) -> web.HTTPClientError:
    return kind(text=web.json_response({"error": words}).text, content_type="application/json")
