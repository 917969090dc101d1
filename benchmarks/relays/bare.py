"""A bare aiogram relay: a forum topic a customer, and one row, one commit, one copy a message."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.types import Message, Update

from benchmarks.bare import Keep, serve
from benchmarks.commands import given


class Topics:
    """Which topic of which group is whose; the groups take turns."""

    def __init__(self, groups: Sequence[int]) -> None:
        self._groups = groups
        self._places: dict[int, tuple[int, int]] = {}
        self._customers: dict[tuple[int, int | None], int] = {}

    async def of(self, bot: Bot, customer: int) -> tuple[int, int]:
        """Return group and topic of a customer, opening the topic at the first message."""
        if customer not in self._places:
            group_id = self._groups[len(self._places) % len(self._groups)]
            topic = await bot.create_forum_topic(group_id, f"Customer {customer}")
            self._places[customer] = group_id, topic.message_thread_id
            self._customers[self._places[customer]] = customer
        return self._places[customer]

    def customer(self, message: Message) -> int | None:
        """Return whose topic a message stands in."""
        return self._customers.get((message.chat.id, message.message_thread_id))


def _handlers(keep: Keep, groups: Sequence[int]) -> Dispatcher:
    dispatcher, topics = Dispatcher(), Topics(groups)

    @dispatcher.message(F.chat.type == "private", F.text)
    async def asked(message: Message, bot: Bot, event_update: Update) -> None:
        await keep(event_update.update_id, message.text or "")
        group_id, topic = await topics.of(bot, message.chat.id)
        await bot.copy_message(
            group_id, message.chat.id, message.message_id, message_thread_id=topic
        )

    @dispatcher.message(F.text, ~F.from_user.is_bot)
    async def answered(message: Message, bot: Bot, event_update: Update) -> None:
        await keep(event_update.update_id, message.text or "")
        customer = topics.customer(message)
        if customer is not None:
            await bot.copy_message(customer, message.chat.id, message.message_id)

    return dispatcher


async def _serve(settings: dict[str, Any]) -> None:
    await serve(settings, lambda keep: _handlers(keep, settings["groups"]))


if __name__ == "__main__":
    asyncio.run(_serve(given()))
