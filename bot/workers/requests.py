"""From a check the core asked for to a request the verification understands."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.engine import Means
from bot.render import Renderer
from dialogs.effects import RunCheck
from dialogs.kinds import Action, MediaKind
from dialogs.model import CheckKind
from dialogs.policy import Policy
from dialogs.texts import text
from storage.media import BlobStore
from verification.api import CardRequest, CheckRequest, FaceRequest, StatementRequest


@dataclass(frozen=True, slots=True)
class RequestMaker:
    """Fetches the evidence and says what is expected of it."""

    means: Means
    blobs: BlobStore
    renderer: Renderer
    policy: Policy
    zone: ZoneInfo

    async def make(self, check: RunCheck) -> CheckRequest:
        """Return the request of a check."""
        media = await self.blobs.get(check.media_id)
        match check.kind:
            case CheckKind.CARD:
                today = self.means.clock.now().astimezone(self.zone).date()
                return CardRequest(media, check.document_kind, today)
            case CheckKind.FACE:
                return await self._face(check, media)
            case CheckKind.STATEMENT:
                return await self._statement(check, media)

    async def _face(self, check: RunCheck, media: bytes) -> FaceRequest:
        return FaceRequest(
            media=media,
            media_kind=MediaKind(check.media_kind),
            action=check.action or Action.LOOK_AHEAD,
            portrait=await self._other(check.portrait_id),
            neutral=await self._other(check.neutral_id),
            turned=check.turned,
            longest_s=check.longest_s,
        )

    async def _statement(self, check: RunCheck, media: bytes) -> StatementRequest:
        name = check.name or ""
        return StatementRequest(
            media=media,
            name=name,
            lang=check.lang,
            text=self.renderer.plain(text("statement", name=name), check.lang),
            neutral=await self._other(check.neutral_id),
            minimum_s=float(self.policy.statement_min_s),
            phrase=check.phrase or "",
        )

    async def _other(self, media_id: str | None) -> bytes | None:
        return None if media_id is None else await self.blobs.get(media_id)
