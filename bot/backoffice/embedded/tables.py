"""What the embedded firm's parts share: its tables and its time zone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta, timezone

from bot.backoffice.errors import BackOfficeUnavailableError
from storage.api import Store, UnitOfWork
from storage.errors import StorageError

FIRM_ZONE = timezone(timedelta(hours=8), "China")


@asynccontextmanager
async def transaction(store: Store) -> AsyncIterator[UnitOfWork]:
    """Open a transaction whose failure is the firm's, not the bot's."""
    try:
        async with store.begin() as work:
            yield work
    except StorageError as error:
        raise BackOfficeUnavailableError("the firm's tables do not answer") from error
