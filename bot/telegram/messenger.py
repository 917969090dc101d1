"""The messenger port over aiogram's Bot: limits kept, vendor errors told as our own."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)
from typing_extensions import override

from bot.errors import (
    ChatClosedError,
    FileTooLargeError,
    MessageGoneError,
    MessengerRefusedError,
    MessengerUnavailableError,
)
from bot.incoming import MAX_FILE_BYTES
from bot.outgoing import ContactKey, Key, Letter, Markup, Messenger, RemoveKeys
from bot.render import CAPTION_LIMIT, split
from bot.telegram.limits import Limits

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NOTICE_LIMIT = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TOO_BIG = "file is too big"
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
DELETED = ("message to delete not found", "message can't be deleted")
_LATE = ("query is too old", "query ID is invalid")

ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class TelegramMessenger(Messenger):
    """Sends as one bot."""

    def __init__(self, bot: Bot, limits: Limits) -> None:
        self._bot = bot
        self._limits = limits

    @override
    async def send(self, chat_id: int, letter: Letter) -> int:
        if letter.picture is not None:
            return await self._send_picture(chat_id, letter, letter.picture)
        *first, last = split(letter.html)
        for part in first:
            await self._send_text(chat_id, part, None)
        return await self._send_text(chat_id, last, markup_of(letter.markup), letter.answers)

    @override
    async def edit(self, chat_id: int, message_id: int, letter: Letter) -> None:
        markup = markup_of(letter.markup)
        keyboard = markup if isinstance(markup, InlineKeyboardMarkup) else None
        await self._limits.wait(chat_id)
        with vendor_errors(fine=(_UNCHANGED,)):
            await self._bot.edit_message_text(
                letter.html,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )

    @override
    async def take_buttons(self, chat_id: int, message_id: int) -> None:
        with vendor_errors(fine=(_UNCHANGED, *_GONE)):
            await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)

    @override
    async def delete(self, chat_id: int, message_id: int) -> None:
        with vendor_errors(fine=DELETED):
            await self._bot.delete_message(chat_id, message_id)

    @override
    async def answer_tap(self, tap_id: str, notice: str, *, alert: bool) -> None:
        words = notice[:_NOTICE_LIMIT] or None
        with vendor_errors(fine=_LATE):
            await self._bot.answer_callback_query(tap_id, text=words, show_alert=alert)

    @override
    async def fetch(self, file_id: str) -> bytes:
        with vendor_errors():
            file = await self._bot.get_file(file_id)
            into = _Bounded()
            if file.file_path is None:
                raise MessengerRefusedError("the file has no path")
            await self._bot.download_file(file.file_path, into)
        return into.getvalue()

    async def _send_text(
        self, chat_id: int, html: str, markup: ReplyMarkup | None, answers: int | None = None
    ) -> int:
        await self._limits.wait(chat_id)
        with vendor_errors():
            message = await self._bot.send_message(
                chat_id,
                html,
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                reply_markup=markup,
                reply_parameters=reply_to(answers),
            )
        return message.message_id

    async def _send_picture(self, chat_id: int, letter: Letter, picture: bytes) -> int:
        fits = len(letter.html) <= CAPTION_LIMIT
        await self._limits.wait(chat_id)
        with vendor_errors():
            message = await self._bot.send_photo(
                chat_id,
                BufferedInputFile(picture, "picture.jpg"),
                caption=letter.html if fits else None,
                parse_mode="HTML",
                reply_markup=markup_of(letter.markup) if fits else None,
            )
        if fits:
            return message.message_id
        return await self._send_text(chat_id, letter.html, markup_of(letter.markup))


class _Bounded(io.BytesIO):
    """Takes no more than a file may have: what is told beforehand need not be true."""

    @override
    def write(self, data: "ReadableBuffer") -> int:
        if self.tell() + memoryview(data).nbytes > MAX_FILE_BYTES:
            raise FileTooLargeError("beyond what is fetched")
        return super().write(data)


def reply_to(message_id: int | None) -> ReplyParameters | None:
    """Return a reply to a message of the same chat; one that is gone meanwhile is no error."""
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


@contextmanager
def vendor_errors(fine: tuple[str, ...] = ()) -> Iterator[None]:
    """Tell aiogram's errors as our own; a refusal that says one of `fine` is no error."""
    try:
        yield
    except TelegramRetryAfter as error:
        raise MessengerUnavailableError("asked to wait", float(error.retry_after)) from error
    except TelegramForbiddenError as error:
        raise ChatClosedError("the customer cannot be reached") from error
    except TelegramBadRequest as error:
        if not any(words.lower() in error.message.lower() for words in fine):
            raise _refusal(error.message) from error
    except (TelegramNetworkError, TelegramServerError) as error:
        raise MessengerUnavailableError("no answer") from error
    except AiogramError as error:
        raise MessengerRefusedError(type(error).__name__) from error


def _refusal(words: str) -> MessengerRefusedError:
    told = words.lower()
    if _TOO_BIG in told:
        return FileTooLargeError("beyond what can be fetched")
    if any(gone.lower() in told for gone in _GONE):
        return MessageGoneError("the message is gone")
    return MessengerRefusedError("bad request")


def markup_of(markup: Markup) -> ReplyMarkup | None:
    """Return Telegram's markup."""
    match markup:
        case ContactKey():
            key = KeyboardButton(text=markup.label, request_contact=True)
            return ReplyKeyboardMarkup(
                keyboard=[[key]], resize_keyboard=True, one_time_keyboard=True
            )
        case RemoveKeys():
            return ReplyKeyboardRemove(remove_keyboard=True)
        case ():
            return None
        case rows:
            return InlineKeyboardMarkup(inline_keyboard=[[_key(k) for k in row] for row in rows])


def _key(key: Key) -> InlineKeyboardButton:
    if key.app_url is not None:
        return InlineKeyboardButton(text=key.label, web_app=WebAppInfo(url=key.app_url))
    if key.url is not None:
        return InlineKeyboardButton(text=key.label, url=key.url)
    return InlineKeyboardButton(text=key.label, callback_data=key.data)
