"""The bot's process in the crash tests: the real bot, with a store that may kill it."""

import asyncio
from pathlib import Path
from typing import Any

from bot import adapters
from bot.config import Settings
from bot.logs import LogFormat, set_up
from bot.running import serving
from bot.wiring import Instead, build_desk
from nlu.fake import KeywordNlu
from storage import Store, open_store
from tests.crash.mortal import Ledger, MortalStore
from verification.fake import ScriptedVerifier


def live(sections: dict[str, Any], ledger: Path | None, log: Path) -> None:
    """Live until death."""
    with log.open("a", encoding="utf-8") as out:
        set_up("WARNING", LogFormat.JSON, out)
        asyncio.run(_serve(Settings.model_validate(sections), ledger))


async def _serve(settings: Settings, ledger: Path | None) -> None:
    store: Store = open_store(settings.database.url, adapters.key_ring(settings))
    if ledger is not None:
        store = MortalStore(store, Ledger(ledger))
    instead = Instead(store=store, nlu=KeywordNlu(), verifier=ScriptedVerifier())
    async with serving(build_desk(settings, instead)):
        await asyncio.Event().wait()
