"""Attachments: fetched, looked at from outside, encrypted and indexed; never opened here.

What a file holds is the check's business, in a process of its own; here only the first bytes
are looked at, to tell a picture or film from what can be neither. Its name is not even read,
the type it was announced as neither; its blob is called by our own number. It is kept as it was
sent, with all that is in it, because it is the evidence: `EvidenceDrawer` makes what is shown.
"""

from dataclasses import dataclass
from hashlib import sha256

from bot.errors import FileTooLargeError, MessengerRefusedError
from bot.incoming import MAX_FILE_BYTES, Arrival, SentFile
from bot.outgoing import Messenger
from dialogs.kinds import MediaKind
from dialogs.model import Case, StepName
from dialogs.reasons import Reason
from storage.api import MediaRow, Store
from storage.crypto import KeyRing
from storage.media import BlobStore
from verification.signatures import is_phone_picture, is_picture, is_video, mime_of

_NEVER = frozenset(
    {
        MediaKind.STICKER,
        MediaKind.ANIMATION,
        MediaKind.AUDIO,
        MediaKind.VOICE,
        MediaKind.OTHER,
    }
)
_ARTEFACT = {
    StepName.LIVENESS: "selfie",
    StepName.STATEMENT: "statement",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """What became of an attachment.

    Attributes:
        kind: what it is, by its first bytes where it came as a file.
        problem: why it could not be taken; then nothing was stored.
        row: its place in the index of the media.
        reused: the very same file came before.
    """

    kind: MediaKind
    problem: Reason | None = None
    row: MediaRow | None = None
    reused: bool = False


class Attachments:
    """Takes attachments in."""

    def __init__(
        self, messenger: Messenger, blobs: BlobStore, store: Store, keys: KeyRing
    ) -> None:
        self._messenger = messenger
        self._blobs = blobs
        self._store = store
        self._keys = keys

    async def take(self, arrival: Arrival, file: SentFile, case: Case) -> Attachment:
        """Fetch and keep an attachment, or say why not."""
        if file.kind in _NEVER:
            return Attachment(file.kind, Reason.UNSUPPORTED_TYPE)
        if (file.size_bytes or 0) > MAX_FILE_BYTES:
            return Attachment(file.kind, Reason.FILE_TOO_LARGE)
        try:
            data = await self._messenger.fetch(file.file_id)
        except FileTooLargeError:
            return Attachment(file.kind, Reason.FILE_TOO_LARGE)
        except MessengerRefusedError:
            return Attachment(file.kind, Reason.UNREADABLE_FILE)
        return await self._keep(arrival, file, case, data)

    async def _keep(self, arrival: Arrival, file: SentFile, case: Case, data: bytes) -> Attachment:
        if not data:
            return Attachment(file.kind, Reason.EMPTY_FILE)
        if len(data) > MAX_FILE_BYTES:
            return Attachment(file.kind, Reason.FILE_TOO_LARGE)
        kind = kind_by_bytes(file.kind, data)
        if kind is None:
            return Attachment(file.kind, Reason.UNSUPPORTED_TYPE)
        row = self._row(arrival, file, case, data)
        reused = await self._came_before(row)
        await self._blobs.put(row.media_id, data)
        return Attachment(kind, row=row, reused=reused)

    def _row(self, arrival: Arrival, file: SentFile, case: Case, data: bytes) -> MediaRow:
        return MediaRow(
            media_id=f"m{arrival.update_id}",
            case_id=case.case_id,
            kind=_ARTEFACT.get(case.step, "card"),
            content_key=self._keys.keyed_hash("media content", sha256(data).digest()),
            file_key=self._keys.keyed_hash("media file", file.file_unique_id),
            size_bytes=len(data),
            mime=mime_of(data),
            stored_at=arrival.at,
        )

    async def _came_before(self, row: MediaRow) -> bool:
        async with self._store.begin() as uow:
            same = await uow.media.same_content(row.content_key)
        return any(other.media_id != row.media_id for other in same)


def kind_by_bytes(told: MediaKind, data: bytes) -> MediaKind | None:
    """Return what a file is: a picture stays what it was sent as, a film becomes a video."""
    if is_picture(data) or is_phone_picture(data):
        return told if told in {MediaKind.PHOTO, MediaKind.DOCUMENT} else None
    if is_video(data):
        return told if told in {MediaKind.VIDEO, MediaKind.VIDEO_NOTE} else MediaKind.VIDEO
    return None
