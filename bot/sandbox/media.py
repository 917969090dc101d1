"""Makes message fields out of files: what arrives is measured, photographs are recompressed."""

import asyncio
import dataclasses
import mimetypes

from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileKind, NewFile, StoredFile, photo_sizes
from bot.sandbox.probe import measure
from bot.sandbox.state import Json
from bot.sandbox.world import World

MEASURED: frozenset[FileKind] = frozenset({"video", "video_note", "voice", "audio", "animation"})
STICKER_SIDE_PX = 512
DEFAULT_MIMES: dict[FileKind, str] = {
    "photo": "image/jpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}


def guess_mime(kind: FileKind, name: str) -> str:
    """Return a media type by the file's name, or the usual one of its kind."""
    return mimetypes.guess_type(name)[0] or DEFAULT_MIMES[kind]


def new_file(
    kind: FileKind,
    data: bytes,
    name: str = "",
    duration_s: int = 0,
    sides_px: tuple[int, int] = (0, 0),
) -> NewFile:
    """Return bytes as somebody's phone sends them."""
    named = name or kind
    return NewFile(kind, named, guess_mime(kind, named), data, *sides_px, duration_s)


async def take(world: World, new: NewFile) -> Json:
    """Keep new bytes and return the message field that shows them."""
    if new.kind == "photo":
        sizes = await asyncio.to_thread(photo_sizes, new.data)
        return _field("photo", world.files.add_photo(sizes))
    return _field(new.kind, (world.files.add(await _measured(world, new)),))


async def _measured(world: World, new: NewFile) -> NewFile:
    if new.kind not in MEASURED or (new.duration_s and (new.width or new.kind != "video")):
        return new
    found = await measure(world.settings.ffprobe, new.data)
    return dataclasses.replace(
        new,
        width=new.width or found.width,
        height=new.height or found.height,
        duration_s=new.duration_s or found.duration_s,
    )


def known(world: World, kind: FileKind, file_id: str) -> Json:
    """Return the message field for a file that is already here."""
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return _field(kind, world.files.family(file_id) if kind == "photo" else (file,))


def _field(kind: FileKind, files: tuple[StoredFile, ...]) -> Json:
    file = files[0]
    match kind:
        case "photo":
            return {"photo": [{**size.reference(), **_sides(size)} for size in files]}
        case "document":
            return {"document": _document(file)}
        case "video":
            return {"video": {**_document(file), **_sides(file), **_duration(file)}}
        case "animation":
            moving = {**_document(file), **_sides(file), **_duration(file)}
            return {"animation": moving, "document": _document(file)}
        case "video_note":
            length = min(file.width, file.height)
            return {"video_note": {**file.reference(), **_duration(file), "length": length}}
        case "voice":
            mime = {"mime_type": file.mime}
            return {"voice": {**file.reference(), **_duration(file), **mime}}
        case "audio":
            return {"audio": {**_document(file), **_duration(file)}}
        case "sticker":
            return {"sticker": _sticker(file)}


def _document(file: StoredFile) -> Json:
    return {**file.reference(), "file_name": file.name, "mime_type": file.mime}


def _sides(file: StoredFile) -> Json:
    return {"width": file.width, "height": file.height}


def _duration(file: StoredFile) -> Json:
    return {"duration": file.duration_s}


def _sticker(file: StoredFile) -> Json:
    return {
        **file.reference(),
        "type": "regular",
        "width": file.width or STICKER_SIDE_PX,
        "height": file.height or STICKER_SIDE_PX,
        "is_animated": False,
        "is_video": False,
    }
