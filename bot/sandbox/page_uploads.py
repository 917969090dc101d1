"""Files that the web page sends: a multipart form with one or several parts."""

from typing import Any

from aiohttp import web

from bot.sandbox.errors import PageError
from bot.sandbox.files import FileKind, NewFile
from bot.sandbox.hands import At
from bot.sandbox.media import guess_mime


class UploadForm:
    """An upload's fields and files."""

    def __init__(self, fields: Any) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """Return a field's text; empty if it is not there."""
        value = self._fields.get(name, "")
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """Return a field's whole number; 0 if it is not there."""
        try:
            return round(float(self.text(name) or 0))
        except ValueError as error:
            raise PageError(400, f"{name} is not a number") from error

    def at(self) -> At:
        """Return the hand that sends."""
        return At(self.number("user"), self.number("chat"), self.number("topic") or None)

    def files(self) -> list[NewFile]:
        """Return the sent files with what the page measured."""
        kind = self._kind()
        parts = self._fields.getall("file", [])
        return [self._file(kind, part) for part in parts if isinstance(part, web.FileField)]

    def _kind(self) -> FileKind:
        match self.text("kind"):
            case (
                "photo"
                | "document"
                | "video"
                | "video_note"
                | "voice"
                | "audio"
                | "animation"
                | "sticker"
            ) as kind:
                return kind
            case other:
                raise PageError(400, f"unknown kind of file: {other}")

    def _file(self, kind: FileKind, part: web.FileField) -> NewFile:
        mime = part.content_type
        if mime in {"", "application/octet-stream"}:
            mime = guess_mime(kind, part.filename)
        return NewFile(
            kind,
            part.filename or kind,
            mime.partition(";")[0],
            part.file.read(),
            self.number("width"),
            self.number("height"),
            self.number("duration"),
        )


async def read_form(request: web.Request, most_bytes: int) -> UploadForm:
    """Return the request's form, unless it is none or too large."""
    if not request.content_type.startswith("multipart/"):
        raise PageError(415, "multipart/form-data is expected")
    if (request.content_length or 0) > most_bytes:
        raise PageError(413, "the upload is too large")
    return UploadForm(await request.post())
