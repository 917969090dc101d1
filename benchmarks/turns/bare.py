"""A bare aiogram bot: one row, one commit, one answer to each update, and nothing else.

It acknowledges after its commit (`handle_in_background=False`), as the product does.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import asyncpg  # type: ignore[import-untyped]  # ships no types
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks.commands import given, nothing, obey

Keep = Callable[[int, str], Awaitable[None]]

_WORDS = "Your message has been written down. What would you like to do next?"
_KEYS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Next", callback_data="0.next.")],
        [InlineKeyboardButton(text="Card", callback_data="0.kind.resident_id")],
    ]
)
_TABLE = "CREATE TABLE bare (update_id BIGINT PRIMARY KEY, body TEXT NOT NULL)"


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


def _dispatcher(keep: Keep) -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def said(message: Message, event_update: Update) -> None:
        await keep(event_update.update_id, message.text or "")
        await message.answer(_WORDS, reply_markup=_KEYS)

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery, event_update: Update) -> None:
        await keep(event_update.update_id, query.data or "")
        await query.answer()
        if query.message is not None:
            await query.message.answer(_WORDS, reply_markup=_KEYS)

    return dispatcher


async def _serve(settings: dict[str, Any]) -> None:
    api = TelegramAPIServer.from_base(settings["api_url"])
    bot = Bot(settings["token"], session=AiohttpSession(api=api))
    opened = _sqlite if settings["database"].startswith("/") else _postgres
    async with opened(settings["database"]) as keep, bot.session:
        app = web.Application()
        handler = SimpleRequestHandler(
            _dispatcher(keep), bot, handle_in_background=False, secret_token=settings["secret"]
        )
        handler.register(app, "/webhook")
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", settings["port"]).start()
        url = f"http://127.0.0.1:{settings['port']}/webhook"
        await bot.set_webhook(url, secret_token=settings["secret"])
        await obey(nothing)
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(_serve(given()))
