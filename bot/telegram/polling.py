"""Long polling that loses nothing: store the updates, commit, and only then move the offset."""

import asyncio
import json
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.bells import Bell
from bot.clock import Clock
from bot.telegram.reading import ALLOWED_UPDATES, chat_of
from storage.api import InboxRow, Store
from storage.errors import StorageError

_PATIENCE_S = 25
_MARGIN_S = 15
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0

_log = structlog.get_logger()


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates`, as the JSON that came: what is stored is what was sent."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = _PATIENCE_S
    allowed_updates: list[str] = ALLOWED_UPDATES


class Poller:
    """Moves updates from Telegram into the inbox."""

    def __init__(self, bot: Bot, store: Store, clock: Clock, bell: Bell) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._bell = bell
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; failures are waited out."""
        await self._bot.delete_webhook(drop_pending_updates=False)
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                await self._once()
            except (TelegramAPIError, StorageError) as error:
                _log.warning("polling_failed", exc_info=error)
                await asyncio.sleep(wait_s(error, pause_s))
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
            else:
                pause_s = _FIRST_PAUSE_S

    async def _once(self) -> None:
        asked = RawUpdates(offset=self._offset)
        updates = await self._bot(asked, request_timeout=_PATIENCE_S + _MARGIN_S)
        if not updates:
            return
        async with self._store.begin() as uow:
            for raw in updates:
                await uow.inbox.add(kept(raw, self._clock))
            await uow.commit()
        self._offset = int(updates[-1]["update_id"]) + 1
        self._bell.ring()


def kept(raw: dict[str, Any], clock: Clock) -> InboxRow:
    """Return the row an update is kept in."""
    payload = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
    return InboxRow(int(raw["update_id"]), chat_of(raw), payload, clock.now())


def wait_s(error: Exception, pause_s: float) -> float:
    """Return how long to wait after a failure: as told, or longer each time."""
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after)
    return pause_s
