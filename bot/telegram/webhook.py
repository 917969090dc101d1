"""The webhook: an update is answered 200 when it is stored, never before."""

import hmac
import json
from http import HTTPStatus
from typing import Any

import structlog
from aiogram import Bot
from aiohttp import web

from bot.bells import Bell
from bot.clock import Clock
from bot.telegram.polling import kept
from bot.telegram.reading import ALLOWED_UPDATES
from storage.api import Store
from storage.errors import StorageError

PATH = "/telegram/webhook"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_MAX_BYTES = 1024 * 1024

_log = structlog.get_logger()


class Webhook:
    """Takes updates that Telegram brings."""

    def __init__(self, store: Store, clock: Clock, bell: Bell, secret: str) -> None:
        self._store = store
        self._clock = clock
        self._bell = bell
        self._secret = secret

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to mount on the bot's web server."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """Store one update; a failure makes Telegram bring it again."""
        told = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(told.encode(), self._secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        raw = await _body(request)
        if raw is None:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await self._store_update(raw)
        except StorageError as error:
            _log.warning("webhook_failed", exc_info=error)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        self._bell.ring()
        return web.Response(status=HTTPStatus.OK)

    async def _store_update(self, raw: dict[str, Any]) -> None:
        async with self._store.begin() as uow:
            await uow.inbox.add(kept(raw, self._clock))
            await uow.commit()


async def announce(bot: Bot, base_url: str, secret: str) -> None:
    """Tell Telegram where to bring updates."""
    await bot.set_webhook(
        f"{base_url.rstrip('/')}{PATH}",
        secret_token=secret,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
    )


async def _body(request: web.Request) -> dict[str, Any] | None:
    if (request.content_length or 0) > _MAX_BYTES:
        return None
    try:
        raw = json.loads(await request.read())
    except ValueError:
        return None
    return raw if isinstance(raw, dict) and "update_id" in raw else None
