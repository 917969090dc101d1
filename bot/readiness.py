"""Whether the bot can work, for whoever watches it."""

from typing_extensions import override

from bot.web.ports import Readiness
from storage.api import Store
from storage.errors import StorageError


class PartsReadiness(Readiness):
    """Asks the parts without which no turn can be run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @override
    async def failing(self) -> tuple[str, ...]:
        try:
            await self._store.check()
        except StorageError:
            return ("database",)
        return ()
