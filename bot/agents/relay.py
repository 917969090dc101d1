"""Agents' words on their way to the customer, under the lease they were said under."""

from datetime import datetime

from typing_extensions import override

from bot.agents.arrivals import read_reference
from bot.agents.forum import Forum
from bot.engine import Means
from bot.errors import MessageGoneError
from bot.outgoing import Letter, Messenger
from bot.performing.ports import (
    End,
    Order,
    Patience,
    Performed,
    Performer,
    Unwanted,
    Write,
)
from bot.render import Renderer
from dialogs.effects import Relay
from dialogs.events import Event
from storage.api import RelayRow, UnitOfWork


class Relayer(Performer):
    """Performs `Relay`: in the customer's own lane, so that order is kept with the bot's words."""

    patience = Patience(tries=12, first_s=1.0, longest_s=300.0)

    def __init__(
        self, means: Means, messenger: Messenger, forum: Forum, renderer: Renderer
    ) -> None:
        self._means = means
        self._messenger = messenger
        self._forum = forum
        self._renderer = renderer

    @override
    async def perform(self, order: Order) -> End:
        relay, chat_id = order.effect, order.row.chat_id
        if not isinstance(relay, Relay) or chat_id is None:
            raise TypeError(f"not an agent's message: {order.row.kind}")
        async with self._means.store.begin() as uow:
            lease = await uow.cases.lease_of(order.case_id)
        if lease != relay.lease:
            return Unwanted("the lease moved on")
        if relay.edits:
            return await self._edited(relay, chat_id)
        number = await self._said(relay, chat_id)
        return Performed({"message_id": number}, write=self._recorded(relay, chat_id, number))

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    async def _said(self, relay: Relay, chat_id: int) -> int:
        answers = await self._answered(relay, chat_id)
        words = self._renderer.html(relay.words, relay.lang).strip()
        if relay.media:
            source = read_reference(relay.message_ref)
            return await self._forum.copy_out(chat_id, source, words, answers)
        return await self._messenger.send(chat_id, Letter(words, answers=answers))

    async def _answered(self, relay: Relay, chat_id: int) -> int | None:
        """Return the message in the customer's chat that the agent replied to."""
        if relay.answers is None:
            return None
        async with self._means.store.begin() as uow:
            rows = await uow.relays.in_chat(*read_reference(relay.answers))
        found = [one.message_id for one in rows if one.chat_id == chat_id]
        return found[-1] if found else None

    async def _edited(self, relay: Relay, chat_id: int) -> End:
        """Change what was said before; media cannot be changed."""
        async with self._means.store.begin() as uow:
            rows = await uow.relays.in_chat(*read_reference(relay.message_ref))
        found = [one.message_id for one in rows if not one.from_customer]
        if not found or relay.media:
            return Unwanted("nothing there that could be changed")
        letter = Letter(self._renderer.html(relay.words, relay.lang))
        try:
            await self._messenger.edit(chat_id, found[-1], letter)
        except MessageGoneError:
            number = await self._messenger.send(chat_id, letter)
            return Performed(write=self._recorded(relay, chat_id, number))
        return Performed({"message_id": found[-1]})

    def _recorded(self, relay: Relay, chat_id: int, number: int) -> Write:
        async def write(uow: UnitOfWork) -> None:
            if not relay.message_ref:
                return
            group_id, topic_message_id = read_reference(relay.message_ref)
            now = self._means.clock.now()
            row = RelayRow(chat_id, number, group_id, topic_message_id, now, False)
            await uow.relays.add((row,))

        return write
