"""What the rest of the program asks of the verification, and what it gets back.

A request carries bytes and expectations, a result carries a verdict with named reasons, or a
picture for a person to look at. Nothing here knows a chat, a case or a database, and nothing
here imports an engine.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, DocumentKind, Lang, MediaKind
from dialogs.reasons import Box

MAX_IMAGE_BYTES = 20 * 1024 * 1024
MAX_IMAGE_PIXELS = 64_000_000
"""What the cameras of telephones give in their full mode; a few with 100 and more are refused."""

MAX_MEDIA_BYTES = 20 * 1024 * 1024
MAX_MEDIA_SECONDS = 60.0
MAX_FRAMES_SHOWN = 24


@dataclass(frozen=True, slots=True)
class CardRequest:
    """A photograph of one side of a document to be judged and read (Guide R28, R32).

    Attributes:
        image: the file as the customer sent it (JPEG, PNG or WebP).
        expected_kind: the document named in the identity step, if it was named already.
        today: the day against which the validity is judged.
    """

    image: bytes
    expected_kind: DocumentKind | None
    today: date


@dataclass(frozen=True, slots=True)
class FaceRequest:
    """A selfie or short clip in which one action was asked for (Guide R36, R37).

    Attributes:
        media: the photograph or video as the customer sent it.
        media_kind: what it came as.
        action: what the customer was asked to do.
        portrait: the photograph of the card's front, to compare the face with.
        neutral: the earlier LOOK_AHEAD selfie; None in that very round.
        turned: the yaw of an earlier TURN_HEAD by the same camera; TURN_OTHER is away from it.
        longest_s: how long ago the action was told: a longer film was begun before.
    """

    media: bytes
    media_kind: MediaKind
    action: Action
    portrait: bytes | None
    neutral: bytes | None
    turned: float | None = None
    longest_s: float | None = None


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """The video in which the statement is read aloud (Guide R38-R41).

    Attributes:
        media: the video as the customer sent it.
        name: the person's own name, which must be heard.
        lang: the language of the statement.
        text: the whole statement with the name in it.
        neutral: the LOOK_AHEAD selfie, to compare the face with.
        minimum_s: the shortest accepted duration (Guide R40).
        phrase: the digits that were to be spoken with it; none are wanted when it is empty.
    """

    media: bytes
    name: str
    lang: Lang
    text: str
    neutral: bytes | None
    minimum_s: float
    phrase: str = ""


CheckRequest = CardRequest | FaceRequest | StatementRequest


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A finished check with what made it, so that a decision can be explained later.

    Attributes:
        outcome: verdict, findings, what was read or heard, scores.
        models: name and sha256 of each model that took part.
        thresholds_version: which set of thresholds judged.
        elapsed_s: how long the check took.
        frames_s: the moments of a film, in seconds, that the verdict rests on; none for a
            photograph, which is one whole.
        prints: short prints of what was judged, by which it is recognised when it comes again;
            never stored as they are.
    """

    outcome: CheckOutcome
    models: tuple[tuple[str, str], ...]
    thresholds_version: str
    elapsed_s: float
    frames_s: tuple[float, ...] = ()
    prints: tuple[bytes, ...] = field(default=(), repr=False)


class Verifier(Protocol):
    """Judges what a customer sends; raises `VerificationUnavailable` when no answer can be had."""

    async def card(self, request: CardRequest) -> CheckResult:
        """Judge and read one side of a document."""
        ...

    async def face(self, request: FaceRequest) -> CheckResult:
        """Judge one round of the liveness check."""
        ...

    async def statement(self, request: StatementRequest) -> CheckResult:
        """Judge the statement video."""
        ...

    async def close(self) -> None:
        """Release the engines and the processes that hold them."""
        ...


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture or film to be shown on a contact sheet.

    Attributes:
        media: the file as the customer sent it.
        is_film: whether it came as a film, which has rows of its own; whether there are frames
            to be taken out of it, the file's own first bytes say.
        caption: what stands under it; a frame's time is added.
        frames: how many pictures to take out of a film, 1 to 24.
    """

    media: bytes
    is_film: bool
    caption: str
    frames: int = 6

    def __post_init__(self) -> None:
        if not 1 <= self.frames <= MAX_FRAMES_SHOWN:
            raise ValueError(f"a film is shown by 1 to {MAX_FRAMES_SHOWN} frames")


def require_watermark(lines: tuple[str, ...]) -> None:
    """Raise `ValueError` unless some line says something: nothing is shown without a mark."""
    if not any(one.isprintable() and not one.isspace() for line in lines for one in line):
        raise ValueError("evidence is drawn only with a watermark")


def require_sheet(shots: tuple[Shot, ...], lines: tuple[str, ...]) -> None:
    """Raise `ValueError` unless there is something to be drawn, and a watermark for it."""
    require_watermark(lines)
    if not shots:
        raise ValueError("a sheet needs a shot")


class EvidenceDrawer(Protocol):
    """Draws what a person looks at, out of what a customer sent.

    `lines` say who looks, when, and at which case; each method that takes them draws them over
    every picture, and none draws without: no lines is a `ValueError`. All raise
    `VerificationUnavailable` when no answer can be had. What is returned carries none of the
    file's metadata: no EXIF, no place, no name. The file itself stays as it was sent, because it
    is the evidence; nobody is shown it.
    """

    async def picture(self, media: bytes, lines: tuple[str, ...]) -> bytes:
        """One picture at 1600 px with its watermark and a strip with the lines below.

        Raises `UnreadablePicture` with its reason if the file is no picture.
        """
        ...

    async def sheet(self, shots: tuple[Shot, ...], lines: tuple[str, ...]) -> bytes:
        """All shots on one sheet; one that cannot be read is a grey tile with its caption.

        Raises `ValueError` if there are no shots.
        """
        ...

    async def marked(self, media: bytes, boxes: tuple[Box, ...]) -> bytes | None:
        """The customer's own picture with the boxes framed, for the customer: no watermark.

        None when the file is no picture or there is nothing to mark.
        """
        ...

    async def plain(self, media: bytes) -> bytes:
        """One picture at no more than 1600 px, without a watermark: for what is no evidence.

        Raises `UnreadablePicture` with its reason if the file is no picture.
        """
        ...

    async def film(self, media: bytes) -> bytes:
        """The film in a container made anew, with its first picture track and sound track only.

        No watermark is laid over it. Raises `UnreadablePicture` with its reason if it is none.
        """
        ...

    async def close(self) -> None:
        """Release the processes that draw."""
        ...
