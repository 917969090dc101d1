"""The sandbox itself: starts on loopback, mounts the parts, stops cleanly."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self

from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from bot.clock import Clock, SystemClock
from bot.sandbox import acts, page_files
from bot.sandbox.bot_api import BotApi, answer_or_drop, refusal
from bot.sandbox.errors import ApiError, SandboxError
from bot.sandbox.faults import SMS_SEND, FaultKind, Faults
from bot.sandbox.guard import guard
from bot.sandbox.page_api import PageApi
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.sms import SmsGateway
from bot.sandbox.state import Account, Chat, Status
from bot.sandbox.testing import Phone, Staffer
from bot.sandbox.webhook import LOOPBACK
from bot.sandbox.world import World, make_world

STOP_WITHIN_S = 1.0

Extension = Callable[["Sandbox"], Iterable[web.AbstractRouteDef]]


class FaultBody(BaseModel):
    """A failure to script."""

    method: str
    kind: FaultKind
    times: int = Field(1, ge=1)
    retry_after: int = Field(3, ge=1)
    seconds: float | None = Field(None, ge=0)
    skip: int = Field(0, ge=0)


class SmsBody(BaseModel):
    """A text message to deliver."""

    phone: str = Field(min_length=3, max_length=20)
    text: str = Field(min_length=1, max_length=1000)
    message_id: str = Field(min_length=1, max_length=200)


class Sandbox:
    """A Telegram on this machine; use it as an async context manager.

    `extensions` mount more routes of one's own, such as the demo drawer.
    """

    def __init__(
        self,
        settings: SandboxSettings | None = None,
        *,
        clock: Clock | None = None,
        extensions: Sequence[Extension] = (),
    ) -> None:
        self.settings = settings or SandboxSettings()
        self.world: World = make_world(self.settings, clock or SystemClock())
        self._extensions = extensions
        self._runner: web.AppRunner | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._port = self.settings.port

    @property
    def url(self) -> str:
        """Return the base address, without a slash at the end."""
        return f"http://{self.settings.host}:{self._port}"

    @property
    def bot_token(self) -> str:
        """Return the token of the one bot."""
        return self.settings.bot_token

    @property
    def faults(self) -> Faults:
        """Return where failures are scripted."""
        return self.world.faults

    @property
    def sms(self) -> SmsGateway:
        """Return the phones' text messages."""
        return self.world.sms

    def add_user(
        self,
        user_id: int | None = None,
        *,
        first_name: str = "Test",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> Account:
        """Create a person, or change one."""
        number = user_id or acts.free_user_id(self.world)
        account = Account(number, first_name, last_name, username, language_code)
        return acts.save_user(self.world, account)

    def add_group(
        self,
        title: str,
        members: Sequence[int],
        *,
        is_forum: bool = True,
        bot_status: Status = "administrator",
    ) -> Chat:
        """Found a group; its first member owns it."""
        return acts.add_group(self.world, title, members, is_forum=is_forum, bot_status=bot_status)

    def set_status(self, chat_id: int, user_id: int, status: Status) -> None:
        """Change somebody's place in a group, the bot's included."""
        acts.set_status(self.world, chat_id, user_id, status)

    def phone(
        self,
        user_id: int | None = None,
        *,
        language_code: str = "zh",
        first_name: str = "Test",
        chat_id: int | None = None,
        topic: int | None = None,
    ) -> Phone:
        """Return a person's phone in the talk with the bot, or in a group."""
        account = self.world.state.accounts.get(user_id or 0) or self.add_user(
            user_id, first_name=first_name, language_code=language_code
        )
        return Phone(self.world, account.id, chat_id or account.id, topic)

    def staffer(self, user_id: int, chat_id: int) -> Staffer:
        """Return a colleague's hands in a group, with all its topics."""
        return Staffer(self.world, user_id, chat_id)

    async def start(self) -> None:
        """Listen on loopback, and nowhere else."""
        if self.settings.host not in LOOPBACK:
            raise SandboxError(f"{self.settings.host} is not an address of this machine alone")
        api = BotApi(self.world)
        self._runner = web.AppRunner(
            self._app(api), access_log=None, shutdown_timeout=STOP_WITHIN_S
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.settings.host, self.settings.port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self._delivery = asyncio.create_task(self.world.webhook.run(api.reply_from_webhook))

    async def stop(self) -> None:
        """End streams and polls, and close."""
        self.world.hub.close()
        self.world.updates.interrupt("the end of the sandbox")
        if self._delivery is not None:
            self._delivery.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivery
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _app(self, api: BotApi) -> web.Application:
        limit = self.settings.page_upload_bytes
        app = web.Application(
            middlewares=[guard(self.settings.extra_hosts)], client_max_size=limit
        )
        app.add_routes([*api.routes(), *PageApi(self.world).routes(), *self._own_routes()])
        for extension in self._extensions:
            app.add_routes(extension(self))
        return app

    def _own_routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/sms/send", self._send_sms),
            web.post("/faults", self._add_fault),
            web.delete("/faults", self._clear_faults),
            web.get("/", page_files.index),
            web.get("/page/static/{name:[A-Za-z0-9_.-]+}", page_files.asset),
        ]

    async def _send_sms(self, request: web.Request) -> web.StreamResponse:
        return await answer_or_drop(request, partial(self._deliver_sms, request))

    async def _deliver_sms(self, request: web.Request) -> web.Response:
        try:
            body = SmsBody.model_validate_json(await request.read())
            async with self.world.faults.around(SMS_SEND):
                return web.json_response(
                    self.world.sms.send(body.phone, body.text, body.message_id)
                )
        except ValidationError as error:
            reason = error.errors(include_url=False, include_input=False)[0]["msg"]
            return web.json_response({"status": "refused", "reason": reason}, status=400)
        except ApiError as error:
            return web.json_response(refusal(error), status=error.code)

    async def _add_fault(self, request: web.Request) -> web.Response:
        try:
            body = FaultBody.model_validate_json(await request.read())
        except ValidationError as error:
            reason = error.errors(include_url=False, include_input=False)[0]["msg"]
            return web.json_response({"error": reason}, status=400)
        more = body.model_dump(exclude={"method", "kind"}, exclude_none=True)
        self.world.faults.add(body.method, body.kind, **more)
        return web.json_response({"waiting": len(self.world.faults.waiting)})

    async def _clear_faults(self, request: web.Request) -> web.Response:
        del request
        self.world.faults.clear()
        return web.json_response({"waiting": 0})
