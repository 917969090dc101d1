"""The bot that is measured, as a process: exactly what `resetdesk serve` runs."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import given, obey
from bot.clock import SystemClock
from bot.config import Settings
from bot.logs import set_up
from bot.running import serving
from bot.wiring import build_desk
from dialogs.kinds import DocumentKind, Lang
from verification.api import CardRequest, StatementRequest, Verifier
from verification.isolate import IsolatedVerifier


@dataclass(frozen=True, slots=True)
class Checking:
    """Runs checks on command, as the bot's jobs would."""

    verifier: Verifier | None

    async def act(self, line: str) -> None:
        """Obey `warm`, or a JSON object that names a file and its check."""
        if not isinstance(self.verifier, IsolatedVerifier):
            raise TypeError("the checks are not in a child process")
        if line == "warm":
            await self.verifier.warm()
            return
        asked = json.loads(line)
        media = await asyncio.to_thread(Path(asked["media"]).read_bytes)
        if asked["check"] == "card":
            today = SystemClock().now().date()
            await self.verifier.card(CardRequest(media, DocumentKind.RESIDENT_ID, today))
        else:
            name, words = asked["name"], asked["text"]
            await self.verifier.statement(
                StatementRequest(media, name, Lang.ZH, words, None, minimum_s=5.0)
            )


async def _serve() -> None:
    settings = Settings.model_validate(given())
    set_up(settings.log.level, settings.log.format)
    async with serving(build_desk(settings)) as desk:
        await obey(Checking(desk.base.verifier).act)


if __name__ == "__main__":
    asyncio.run(_serve())
