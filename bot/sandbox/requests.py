"""Reads a Bot API call out of any of the four ways it may be sent, checked by the real types."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web
from pydantic import ValidationError

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import MOST_UPLOAD_BYTES

Method = TelegramMethod[Any]
FieldKind = Literal["text", "place", "file", "scalar", "object"]

ATTACHED = "attach://"
WHOLE_NUMBER = re.compile(r"-?\d{1,19}")
SCALARS: frozenset[object] = frozenset({int, float, bool, datetime, timedelta})
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "video": "there is no video in the request",
    "video_note": "there is no video note in the request",
    "voice": "there is no voice in the request",
    "audio": "there is no audio in the request",
    "animation": "there is no animation in the request",
    "sticker": "there is no sticker in the request",
    "callback_query_id": "callback query identifier is not specified",
}
BROKEN = {
    "reply_markup": "object expected as reply markup",
    "chat_id": "chat not found",
    "media": "can't parse InputMedia",
    "commands": "can't parse commands",
}


@dataclass(slots=True)
class RawCall:
    """A call as it came: a method's name, parameters, and uploaded files by part name."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, BufferedInputFile] = field(default_factory=dict)


async def read_request(request: web.Request, method: str) -> RawCall:
    """Read the query string and the body: JSON, form or multipart."""
    call = RawCall(method, dict(request.query))
    if (request.content_length or 0) > MOST_UPLOAD_BYTES * 2:
        raise ApiError(413, "Request Entity Too Large")
    if request.content_type == "application/json":
        call.params.update(_json_object(await request.text()))
    elif request.content_type.startswith(("multipart/", "application/x-www-form-urlencoded")):
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                call.uploads[name] = BufferedInputFile(value.file.read(), value.filename)
            else:
                call.params[name] = value
    return call


async def read_reply(answer: ClientResponse) -> RawCall | None:
    """Read the method that a webhook may put into its answer; None when there is none."""
    call = RawCall("")
    if answer.content_type == "application/json":
        call.params.update(_json_object(await answer.text() or "{}"))
    elif answer.content_type.startswith("multipart/"):
        await _read_parts(MultipartReader.from_response(answer), call)
    call.method = str(call.params.pop("method", ""))
    return call if call.method else None


async def _read_parts(reader: Any, call: RawCall) -> None:
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            call.params[part.name] = await part.text()
        else:
            call.uploads[part.name] = BufferedInputFile(bytes(await part.read()), part.filename)


def decode(model: type[Method], call: RawCall) -> Method:
    """Return the call as the method's own type, or refuse it in Telegram's words."""
    values: dict[str, Any] = dict.fromkeys(_soft_defaults(model))
    for name, kind in _kinds(model).items():
        if name in call.uploads:
            values[name] = call.uploads[name]
        elif call.params.get(name) is not None:
            value = _value(name, kind, call.params[name], call.uploads)
            if value != "" or kind == "text":
                values[name] = value
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise bad_request(_reason(error)) from error


@cache
def _kinds(model: type[Method]) -> Mapping[str, FieldKind]:
    return {name: _kind(info.annotation) for name, info in model.model_fields.items()}


@cache
def _soft_defaults(model: type[Method]) -> tuple[str, ...]:
    """Return the fields that a client library fills from its own settings."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if isinstance(info.default, Default))


def _kind(annotation: object) -> FieldKind:
    parts = frozenset(_parts(annotation)) - {NoneType, Default}
    if parts == {str}:
        return "text"
    if parts == {int, str}:
        return "place"
    if InputFile in parts:
        return "file"
    return "scalar" if parts <= SCALARS else "object"


def _parts(annotation: object) -> tuple[object, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def _value(name: str, kind: FieldKind, raw: object, uploads: Mapping[str, InputFile]) -> object:
    match kind:
        case "text":
            return raw if isinstance(raw, str) else json.dumps(raw)
        case "place" | "scalar":
            return int(raw) if isinstance(raw, str) and WHOLE_NUMBER.fullmatch(raw) else raw
        case "file":
            return _attached(raw, uploads)
        case "object":
            return _attached(_keys(_parsed(name, raw)), uploads)


def _parsed(name: str, raw: object) -> object:
    if not isinstance(raw, str) or not raw:
        return raw
    try:
        return json.loads(raw)
    except ValueError as error:
        raise bad_request(BROKEN.get(name, f"can't parse {name} JSON object")) from error


def _keys(value: object) -> object:
    """Write out a reply keyboard's buttons that are given as bare texts, which is allowed."""
    if not isinstance(value, dict) or not isinstance(value.get("keyboard"), list):
        return value
    rows = [row for row in value["keyboard"] if isinstance(row, list)]
    written = [[{"text": one} if isinstance(one, str) else one for one in row] for row in rows]
    return {**value, "keyboard": written}


def _attached(raw: object, uploads: Mapping[str, InputFile]) -> object:
    if isinstance(raw, str) and raw.startswith(ATTACHED):
        return uploads.get(raw.removeprefix(ATTACHED), raw)
    if isinstance(raw, list):
        return [_attached(item, uploads) for item in raw]
    if isinstance(raw, dict):
        return {name: _attached(value, uploads) for name, value in raw.items()}
    return raw


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "request"
    if first["type"] == "missing" and len(first["loc"]) == 1:
        return MISSING.get(name, f"{name} is empty")
    where = ".".join(str(step) for step in first["loc"])
    return BROKEN.get(name) or f"can't parse {where}: {first['msg']}"


def _json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise bad_request("can't parse the request body as JSON") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse the request body as a JSON object")
    return value
