"""Saying things to the customer, in place or anew, and deleting what must not stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.effect_rows import PROMPT_SLOT
from bot.errors import MessageGoneError, MessengerError, MessengerRefusedError
from bot.letters import Letters
from bot.outgoing import ContactKey, Keyboard, Letter, Messenger, RemoveKeys
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted
from bot.render import Renderer
from dialogs.effects import DeleteMessage, Say, ShareContact
from dialogs.events import BotBlocked, Event
from dialogs.reasons import Box
from dialogs.texts import text
from storage.api import CaseRow, Json, Store
from storage.media import BlobStore
from verification.api import EvidenceDrawer

_WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

Prompt = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Gallery:
    """The customers' pictures, and who draws marks on them."""

    blobs: BlobStore
    drawer: EvidenceDrawer

    async def marked(self, media_id: str, boxes: tuple[Box, ...]) -> bytes | None:
        """Return a small picture with the places framed, the whole of it where none is named."""
        return await self.drawer.marked(await self.blobs.get(media_id), boxes or (_WHOLE,))


class ChatPerformer(Performer):
    """Performs `Say` and `DeleteMessage`."""

    patience = Patience(tries=12, first_s=1.0, longest_s=300.0)

    def __init__(
        self, store: Store, messenger: Messenger, letters: Letters, renderer: Renderer,
        gallery: Gallery,
    ) -> None:  # fmt: skip
        self._store = store
        self._messenger = messenger
        self._letters = letters
        self._renderer = renderer
        self._gallery = gallery

    @override
    async def perform(self, order: Order) -> End:
        chat_id = order.row.chat_id
        if chat_id is None:
            raise MessengerRefusedError("no chat to say it in")
        match order.effect:
            case Say() as say:
                return await self._say(order, say, chat_id)
            case DeleteMessage() as delete:
                await self._messenger.delete(chat_id, int(delete.message_ref))
                return Performed()
            case _:
                raise TypeError(f"not for a chat: {order.row.kind}")

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None

    async def _say(self, order: Order, say: Say, chat_id: int) -> End:
        row, before = await self._standing(order, chat_id, is_prompt=order.row.slot == PROMPT_SLOT)
        if row is None or row.lease != say.lease:
            return Unwanted("the lease moved on")
        keyboard = self._letters.keyboard(say, row.case_id, row.user_id)
        if say.edits and before.get("prompt_no") == say.prompt_no:
            edited = await self._edit(say, chat_id, keyboard, before)
            if edited is not None:
                return edited
        return await self._send(order, say, keyboard, before)

    async def _standing(
        self, order: Order, chat_id: int, *, is_prompt: bool
    ) -> tuple[CaseRow | None, Prompt]:
        """Return the case, and what is known of the prompt that now stands in the chat."""
        async with self._store.begin() as uow:
            row = await uow.cases.load(order.case_id, lock=False)
            last = await uow.outbox.latest_sent(chat_id, PROMPT_SLOT) if is_prompt else None
        return row, (last.result or {}) if last is not None else {}

    async def _edit(
        self, say: Say, chat_id: int, keyboard: Keyboard, before: Prompt
    ) -> Performed | None:
        message_id = _number(before, "message_id")
        if message_id is None:
            return None
        try:
            await self._messenger.edit(
                chat_id, message_id, Letter(self._letters.words(say), keyboard)
            )
        except MessageGoneError:
            return None
        return Performed({**before, "buttons": bool(keyboard)})

    async def _send(self, order: Order, say: Say, keyboard: Keyboard, before: Prompt) -> Performed:
        chat_id = order.row.chat_id or 0
        picture = await self._gallery.marked(say.picture, say.marks) if say.picture else None
        takes_keys = bool(before.get("keys_id")) and say.contact is None
        markup = RemoveKeys() if takes_keys and not keyboard else keyboard
        letter = Letter(self._letters.words(say), markup, picture)
        message_id = await self._messenger.send(chat_id, letter)
        if order.row.slot != PROMPT_SLOT:
            return Performed({"message_id": message_id})
        await self._clear(chat_id, before)
        try:
            keys_id = await self._keys(say, chat_id, before, apart=takes_keys and bool(keyboard))
        except MessengerError:
            keys_id = None  # the prompt itself is there: to say it twice would be worse
        return Performed(
            {
                "message_id": message_id,
                "prompt_no": say.prompt_no,
                "buttons": bool(keyboard),
                "keys_id": keys_id,
            }
        )

    async def _clear(self, chat_id: int, before: Prompt) -> None:
        """Take the buttons of the prompt before; that it fails hurts nobody."""
        message_id = _number(before, "message_id")
        if message_id is None or not before.get("buttons"):
            return
        try:
            await self._messenger.take_buttons(chat_id, message_id)
        except MessengerError:
            return

    async def _keys(self, say: Say, chat_id: int, before: Prompt, *, apart: bool) -> int | None:
        """Put up the reply keyboard, or take it away, and return the message that holds it.

        A message has one markup only, so the contact button comes with a line of its own, and
        where the next prompt has inline buttons it goes with one, which is deleted at once.
        """
        if say.contact is not None:
            return await self._messenger.send(chat_id, self._contact_letter(say.contact, say))
        old = _number(before, "keys_id")
        if old is None:
            return None
        if apart:
            words = self._renderer.html(text("shell_keys_away"), say.lang)
            gone = await self._messenger.send(chat_id, Letter(words, RemoveKeys()))
            await self._quietly_delete(chat_id, gone)
        await self._quietly_delete(chat_id, old)
        return None

    def _contact_letter(self, contact: ShareContact, say: Say) -> Letter:
        label = self._renderer.plain(contact.label, say.lang)
        return Letter(self._renderer.html(text("shell_contact_hint"), say.lang), ContactKey(label))

    async def _quietly_delete(self, chat_id: int, message_id: int) -> None:
        try:
            await self._messenger.delete(chat_id, message_id)
        except MessengerError:
            return


def blocked(order: Order, at: datetime, seed: int) -> Event:
    """Return the event that a message could not reach its customer."""
    return BotBlocked(event_id=f"{order.answer_id}-blocked", at=at, seed=seed, blocked=True)


def _number(result: Prompt, key: str) -> int | None:
    value = result.get(key)
    return value if isinstance(value, int) else None
