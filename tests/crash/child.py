"""The bot's process in the crash tests: the real bot, with a store that may kill it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot import adapters
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.logs import LogFormat, set_up
from bot.running import serving
from bot.wiring import Instead, build_desk
from nlu.fake import KeywordNlu
from storage import Store, open_store
from tests.crash.mortal import Ledger, MortalStore
from verification.fake import ScriptedDrawer, ScriptedVerifier


@dataclass(frozen=True, slots=True)
class Life:
    """What one life of the bot is given.

    Attributes:
        sections: its settings.
        log: where it tells of troubles.
        ledger: where it died before; None for one that does not die.
        late_s: how long after the real time it lives.
        one_in: at one in so many commit boundaries it dies.
    """

    sections: dict[str, Any]
    log: Path
    ledger: Path | None = None
    late_s: float = 0.0
    one_in: int = 1


class _LateClock(Clock):
    def __init__(self, late_s: float) -> None:
        self._clock = SystemClock()
        self._late = timedelta(seconds=late_s)

    @override
    def now(self) -> datetime:
        return self._clock.now() + self._late


def live(life: Life) -> None:
    """Live until death."""
    with life.log.open("a", encoding="utf-8") as out:
        set_up("WARNING", LogFormat.JSON, out)
        asyncio.run(_serve(Settings.model_validate(life.sections), life))


async def _serve(settings: Settings, life: Life) -> None:
    store: Store = open_store(settings.database.url, adapters.key_ring(settings))
    if life.ledger is not None:
        store = MortalStore(store, Ledger(life.ledger, life.one_in))
    instead = Instead(
        store=store,
        nlu=KeywordNlu(),
        verifier=ScriptedVerifier(),
        drawer=ScriptedDrawer(),
        clock=_LateClock(life.late_s),
    )
    async with serving(build_desk(settings, instead)):
        await asyncio.Event().wait()
