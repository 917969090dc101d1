"""Messages that carry files, alone or as an album."""

import asyncio
from typing import Any

from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
)
from aiogram.types import BufferedInputFile, InputFile

from bot.sandbox import media
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import MOST_PHOTO_BYTES, MOST_UPLOAD_BYTES, FileKind, NewFile
from bot.sandbox.methods.outgoing import flags, place_of, send
from bot.sandbox.methods.registry import Handler, Table
from bot.sandbox.state import Json
from bot.sandbox.texts import caption_fields
from bot.sandbox.world import World

SMALLEST_ALBUM = 2
LARGEST_ALBUM = 10
ALONE: frozenset[str] = frozenset({"document", "audio"})
KINDS: dict[str, FileKind] = {
    "photo": "photo",
    "video": "video",
    "document": "document",
    "audio": "audio",
    "animation": "animation",
}
WITHOUT_CAPTION: frozenset[FileKind] = frozenset({"video_note", "sticker"})


async def content_of(world: World, kind: FileKind, source: str | InputFile, call: Any) -> Json:
    """Return the message field for an upload or for a file that is already here."""
    if isinstance(source, BufferedInputFile):
        return await media.take(world, _new(kind, source, call))
    if not isinstance(source, str) or not source:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return media.known(world, kind, source)


def _new(kind: FileKind, source: BufferedInputFile, call: Any) -> NewFile:
    if len(source.data) > MOST_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and len(source.data) > MOST_PHOTO_BYTES:
        raise bad_request("file is too big for a photo")
    if not source.data:
        raise bad_request("file must be non-empty")
    name = source.filename or kind
    length = getattr(call, "length", None) or 0
    return NewFile(
        kind,
        name,
        media.guess_mime(kind, name),
        source.data,
        getattr(call, "width", None) or length,
        getattr(call, "height", None) or length,
        _seconds(getattr(call, "duration", None)),
    )


def _seconds(duration: Any) -> int:
    return int(duration or 0)


def _sender(kind: FileKind) -> Handler:
    async def handle(world: World, call: Any) -> Json:
        caption: Json = {}
        if kind not in WITHOUT_CAPTION:
            caption = caption_fields(call.caption, call.parse_mode, call.caption_entities)
        place = place_of(world, call)
        content = await content_of(world, kind, getattr(call, kind), call)
        return send(world, place, {**content, **caption}, flags(call)).body

    return handle


async def send_media_group(world: World, call: SendMediaGroup) -> list[Json]:
    """Send an album: separate messages that share one number."""
    if not SMALLEST_ALBUM <= len(call.media) <= LARGEST_ALBUM:
        raise bad_request("wrong number of messages in the album: must be 2-10")
    kinds = {item.type for item in call.media}
    if len(kinds) > 1 and kinds & ALONE:
        raise bad_request("document and audio can't be mixed with other media types")
    captions = [
        caption_fields(item.caption, item.parse_mode, item.caption_entities) for item in call.media
    ]
    place = place_of(world, call, cost=len(call.media))
    fields = await asyncio.gather(*(_item(world, item) for item in call.media))
    album = {"media_group_id": str(world.taps.next_number()), **flags(call)}
    return [
        send(world, place, {**field, **caption}, album).body
        for field, caption in zip(fields, captions, strict=True)
    ]


async def _item(world: World, item: Any) -> Json:
    kind = KINDS.get(item.type)
    if kind is None or kind == "animation":
        raise bad_request("can't use the media of the specified type in the album")
    return await content_of(world, kind, item.media, item)


HANDLERS: Table = {
    SendPhoto: _sender("photo"),
    SendDocument: _sender("document"),
    SendVideo: _sender("video"),
    SendVideoNote: _sender("video_note"),
    SendVoice: _sender("voice"),
    SendAudio: _sender("audio"),
    SendAnimation: _sender("animation"),
    SendSticker: _sender("sticker"),
    SendMediaGroup: send_media_group,
}
