"""Delivers updates to the bot's own server: in order within a chat, again until it says 200."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.clock import Clock
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.state import Json
from bot.sandbox.updates import UpdateQueue, Waiting

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
DEFAULT_CONNECTIONS = 40

Reply = Callable[[ClientResponse], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go, and how many at once."""

    url: str
    secret: str | None = None
    connections: int = DEFAULT_CONNECTIONS


@dataclass(frozen=True, slots=True)
class Failure:
    """The last thing that went wrong."""

    at: datetime
    reason: str


@dataclass(slots=True)
class _Flights:
    """Deliveries under way, at most one a chat."""

    chats: dict[int, int] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


class Webhook:
    """One bot's webhook; without a target it does nothing."""

    def __init__(self, updates: UpdateQueue, clock: Clock, settings: SandboxSettings) -> None:
        self._updates = updates
        self._clock = clock
        self._settings = settings
        self._changed = asyncio.Event()
        self._flights = _Flights()
        self.target: Target | None = None
        self.failure: Failure | None = None

    def set(self, target: Target | None) -> None:
        """Deliver there from now on; None ends it."""
        self.target = target
        self.failure = None
        for task in self._flights.tasks - {asyncio.current_task()}:
            task.cancel()
        self._changed.set()

    def info(self) -> Json:
        """Return the documented `WebhookInfo` object."""
        target = self.target
        info: Json = {
            "url": target.url if target else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if target is not None:
            info["max_connections"] = target.connections
            info["ip_address"] = "127.0.0.1"
        if self.failure is not None:
            info["last_error_date"] = int(self.failure.at.timestamp())
            info["last_error_message"] = self.failure.reason
        if self._updates.allowed:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def run(self, reply: Reply) -> None:
        """Deliver until cancelled; `reply` performs a method that stands in an answer."""
        try:
            async with ClientSession() as session:
                while True:
                    self._changed.clear()
                    self._start_due(session, reply)
                    await self._news()
        finally:
            for task in self._flights.tasks:
                task.cancel()

    async def _news(self) -> None:
        waits = {
            asyncio.ensure_future(self._changed.wait()),
            asyncio.ensure_future(self._updates.change()),
        }
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _start_due(self, session: ClientSession, reply: Reply) -> None:
        target = self.target
        if target is None:
            return
        for waiting in self._updates.pending():
            chat = _chat_of(waiting)
            if chat in self._flights.chats or len(self._flights.chats) >= target.connections:
                continue
            self._flights.chats[chat] = waiting.update_id
            task = asyncio.create_task(self._deliver(session, reply, target, waiting))
            self._flights.tasks.add(task)
            task.add_done_callback(partial(self._landed, chat))

    def _landed(self, chat: int, task: asyncio.Task[None]) -> None:
        self._flights.tasks.discard(task)
        self._flights.chats.pop(chat, None)
        self._changed.set()

    async def _deliver(
        self, session: ClientSession, reply: Reply, target: Target, waiting: Waiting
    ) -> None:
        delay_s = self._settings.webhook_first_retry_s
        while self.target is target:
            reason = await self._attempt(session, reply, target, waiting)
            if reason is None:
                self._updates.drop(waiting.update_id)
                return
            self.failure = Failure(self._clock.now(), reason)
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * 2, self._settings.webhook_longest_retry_s)

    async def _attempt(
        self, session: ClientSession, reply: Reply, target: Target, waiting: Waiting
    ) -> str | None:
        headers = {SECRET_HEADER: target.secret} if target.secret else {}
        timeout = ClientTimeout(total=self._settings.webhook_timeout_s)
        try:
            async with session.post(
                target.url, json=waiting.body(), headers=headers, timeout=timeout
            ) as answer:
                if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                    status = f"{answer.status} {answer.reason}"
                    return f"Wrong response from the webhook: {status}"
                await reply(answer)
        except TimeoutError:
            return "Read timeout expired"
        except ClientError as error:
            return f"Connection failed: {type(error).__name__}"
        return None


def is_loopback(url: str) -> bool:
    """Tell whether a link stays on this machine."""
    return urlsplit(url).hostname in LOOPBACK


def _chat_of(waiting: Waiting) -> int:
    payload = waiting.payload
    place = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from")
    return int(place["id"]) if place else 0
