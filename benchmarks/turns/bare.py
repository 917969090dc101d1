"""A bare aiogram bot: one row, one commit, one answer to each update, and nothing else."""

import asyncio

from aiogram import Dispatcher
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from benchmarks.bare import Keep, serve
from benchmarks.commands import given

_WORDS = "Your message has been written down. What would you like to do next?"
_KEYS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Next", callback_data="0.next.")],
        [InlineKeyboardButton(text="Card", callback_data="0.kind.resident_id")],
    ]
)


def _handlers(keep: Keep) -> Dispatcher:
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


if __name__ == "__main__":
    asyncio.run(serve(given(), _handlers))
