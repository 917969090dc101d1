"""The forum port over aiogram's Bot."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup
from typing_extensions import override

from bot.agents.forum import Forum, Place, Post, TopicGoneError
from bot.outgoing import Keyboard
from bot.render import CAPTION_LIMIT
from bot.telegram.limits import Limits
from bot.telegram.messenger import DELETED, NO_PREVIEW, markup_of, reply_to, vendor_errors

TITLE_LIMIT = 128
_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_UNCHANGED = ("message is not modified", "topic_not_modified")


class TelegramForum(Forum):
    """The staff's groups, written to as one bot."""

    def __init__(self, bot: Bot, limits: Limits) -> None:
        self._bot = bot
        self._limits = limits

    @override
    async def ready(self, group_id: int) -> None:
        await self._limits.wait(group_id)

    @override
    async def open(self, group_id: int, title: str) -> int:
        with vendor_errors():
            topic = await self._bot.create_forum_topic(group_id, title[:TITLE_LIMIT])
        return topic.message_thread_id

    @override
    async def rename(self, place: Place, title: str) -> None:
        with _topic_errors(), vendor_errors(fine=_UNCHANGED):
            await self._bot.edit_forum_topic(
                place.group_id, place.thread_id, name=title[:TITLE_LIMIT]
            )

    @override
    async def post(self, place: Place, post: Post) -> int:
        with _topic_errors(), vendor_errors():
            if post.picture is not None:
                return await self._picture(place, post, post.picture)
            if post.film is not None:
                return await self._film(place, post, post.film)
            message = await self._bot.send_message(
                text=post.html, link_preview_options=NO_PREVIEW, **_common(place, post)
            )
            return message.message_id

    @override
    async def edit(self, place: Place, message_id: int, post: Post) -> None:
        with _topic_errors(), vendor_errors(fine=_UNCHANGED):
            await self._bot.edit_message_text(
                post.html,
                chat_id=place.group_id,
                message_id=message_id,
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                reply_markup=_inline(post.keyboard),
            )

    @override
    async def keys(self, place: Place, message_id: int, keyboard: Keyboard) -> None:
        with _topic_errors(), vendor_errors(fine=_UNCHANGED):
            await self._bot.edit_message_reply_markup(
                chat_id=place.group_id, message_id=message_id, reply_markup=_inline(keyboard)
            )

    @override
    async def delete(self, place: Place, message_id: int) -> None:
        with _topic_errors(), vendor_errors(fine=DELETED):
            await self._bot.delete_message(place.group_id, message_id)

    @override
    async def pin(self, place: Place, message_id: int) -> None:
        with _topic_errors(), vendor_errors():
            await self._bot.pin_chat_message(place.group_id, message_id, disable_notification=True)

    @override
    async def copy_in(
        self, place: Place, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        with _topic_errors(), vendor_errors():
            copy = await self._bot.copy_message(
                place.group_id,
                source[0],
                source[1],
                message_thread_id=place.thread_id,
                caption=caption[:CAPTION_LIMIT],
                parse_mode="HTML",
                disable_notification=True,
                reply_parameters=reply_to(answers),
            )
        return copy.message_id

    @override
    async def copy_out(
        self, chat_id: int, source: tuple[int, int], caption: str, answers: int | None
    ) -> int:
        await self._limits.wait(chat_id)
        with vendor_errors():
            copy = await self._bot.copy_message(
                chat_id,
                source[0],
                source[1],
                caption=caption[:CAPTION_LIMIT],
                parse_mode="HTML",
                reply_parameters=reply_to(answers),
            )
        return copy.message_id

    async def _picture(self, place: Place, post: Post, picture: bytes) -> int:
        file = BufferedInputFile(picture, "evidence.jpg")
        if post.as_file:
            message = await self._bot.send_document(
                document=file, disable_content_type_detection=True, **_captioned(place, post)
            )
        else:
            message = await self._bot.send_photo(photo=file, **_captioned(place, post))
        return message.message_id

    async def _film(self, place: Place, post: Post, film: bytes) -> int:
        message = await self._bot.send_video(
            video=BufferedInputFile(film, "statement.mp4"), **_captioned(place, post)
        )
        return message.message_id


@contextmanager
def _topic_errors() -> Iterator[None]:
    """Tell a deleted topic from other refusals, before they are told as our own."""
    try:
        yield
    except Exception as error:
        cause = error.__cause__
        words = cause.message.lower() if isinstance(cause, TelegramBadRequest) else ""
        if any(gone in words for gone in _GONE):
            raise TopicGoneError("the topic is gone") from error
        raise


def _common(place: Place, post: Post) -> dict[str, Any]:
    return {
        "chat_id": place.group_id,
        "message_thread_id": place.thread_id or None,
        "parse_mode": "HTML",
        "reply_markup": _inline(post.keyboard),
        "protect_content": post.protected or None,
        "disable_notification": post.silent or None,
        "reply_parameters": reply_to(post.answers),
    }


def _captioned(place: Place, post: Post) -> dict[str, Any]:
    return {**_common(place, post), "caption": post.html[:CAPTION_LIMIT] or None}


def _inline(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    markup = markup_of(keyboard)
    return markup if isinstance(markup, InlineKeyboardMarkup) else None
