"""What the bare aiogram bots have in common: a webhook, one row and one commit an update.

They acknowledge after their commit (`handle_in_background=False`), as the product does.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import asyncpg  # type: ignore[import-untyped]  # ships no types
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks.commands import nothing, obey

Keep = Callable[[int, str], Awaitable[None]]
"""Writes an update's number and words down, and commits."""

_TABLE = "CREATE TABLE bare (update_id BIGINT PRIMARY KEY, body TEXT NOT NULL)"


async def serve(settings: dict[str, Any], handlers: Callable[[Keep], Dispatcher]) -> None:
    """Serve the webhook until the input ends."""
    api = TelegramAPIServer.from_base(settings["api_url"])
    bot = Bot(settings["token"], session=AiohttpSession(api=api))
    opened = _sqlite if settings["database"].startswith("/") else _postgres
    async with opened(settings["database"]) as keep, bot.session:
        app = web.Application()
        handler = SimpleRequestHandler(
            handlers(keep), bot, handle_in_background=False, secret_token=settings["secret"]
        )
        handler.register(app, "/webhook")
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", settings["port"]).start()
        url = f"http://127.0.0.1:{settings['port']}/webhook"
        await bot.set_webhook(url, secret_token=settings["secret"])
        await obey(nothing)
        await runner.cleanup()


@asynccontextmanager
async def _sqlite(path: str) -> AsyncIterator[Keep]:
    """One connection, as durable as the product's own."""
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA journal_mode = WAL")
        await connection.execute("PRAGMA synchronous = FULL")
        await connection.execute(_TABLE)

        async def keep(update_id: int, body: str) -> None:
            await connection.execute("INSERT INTO bare VALUES (?, ?)", (update_id, body))
            await connection.commit()

        yield keep


@asynccontextmanager
async def _postgres(url: str) -> AsyncIterator[Keep]:
    """A pool of connections."""
    async with asyncpg.create_pool(url, min_size=1, max_size=10) as pool:
        await pool.execute(_TABLE)

        async def keep(update_id: int, body: str) -> None:
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute("INSERT INTO bare VALUES ($1, $2)", update_id, body)

        yield keep
