"""Running and stopping: loops as tasks, a signal as a request, nothing torn in the middle.

Order of stopping: take in no more, finish the turns in hand, finish what is being sent, give
back what is left. Whatever is not finished in time is taken over after the next start.
"""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from taskiq import InMemoryBroker
from taskiq.api import run_receiver_task

from bot.config import TelegramMode
from bot.staffing import appoint
from bot.telegram.polling import Poller
from bot.telegram.profile import show_profile
from bot.telegram.webhook import announce
from bot.wiring import Base, Desk
from storage.errors import StorageError

_log = structlog.get_logger()

_BACKLOG_EVERY_S = 10.0
_PATIENCE_S = 20.0


@asynccontextmanager
async def serving(desk: Desk) -> AsyncIterator[Desk]:
    """Run a serving process from entering to leaving; leaving waits for what is in hand."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(_closed, desk)
        await desk.base.means.store.check()
        await _taken_over(desk)
        await stack.enter_async_context(checking(desk.base))
        await stack.enter_async_context(_loop("sender", desk.sender.run))
        await stack.enter_async_context(_loop("staff_sender", desk.staff_sender.run))
        await stack.enter_async_context(_loop("alarms", desk.alarms.run))
        await stack.enter_async_context(_loop("backlog", lambda: _show_backlog(desk.base)))
        await stack.enter_async_context(_loop("housekeeping", desk.housekeeping.run))
        await stack.enter_async_context(_loop("intake", desk.intake.run))
        await stack.enter_async_context(desk.web)
        await _connect(desk, stack)
        _log.info("serving", mode=desk.base.settings.telegram.mode.value)
        yield desk


@asynccontextmanager
async def checking(base: Base) -> AsyncIterator[None]:
    """Run checks in this process, if it is one that does; bells work in any case."""
    async with AsyncExitStack() as stack:
        await base.broker.startup()
        stack.push_async_callback(base.broker.shutdown)
        if base.runner is not None:
            await base.runner.release()
            await stack.enter_async_context(_loop("sweep", base.runner.sweep_forever))
            if not isinstance(base.broker, InMemoryBroker):
                await stack.enter_async_context(
                    _loop("receiver", lambda: run_receiver_task(base.broker))
                )
        yield


@asynccontextmanager
async def stopping() -> AsyncIterator[asyncio.Event]:
    """Give an event that SIGTERM or SIGINT sets."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def _connect(desk: Desk, stack: AsyncExitStack) -> None:
    """Begin to take updates, the way the settings say."""
    base, settings = desk.base, desk.base.settings
    await show_profile(desk.bot, base.renderer, base.policy)
    if settings.telegram.mode is TelegramMode.WEBHOOK:
        given = settings.telegram.webhook_secret
        secret = given.get_secret_value() if given is not None else ""
        await announce(desk.bot, settings.web.base_url, secret)
        return
    poller = Poller(desk.bot, base.means.store, base.means.clock, desk.inbox_bell)
    await stack.enter_async_context(_loop("poller", poller.run))


async def _taken_over(desk: Desk) -> None:
    """Take back what this very worker had in hand when it died."""
    await desk.intake.release()
    await desk.sender.release()
    await appoint(desk.base.means, desk.base.settings.desk.supervisors)


@asynccontextmanager
async def _loop(part: str, run: Callable[[], Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
    """Run a loop; one that breaks is told and begun again, for a loop must not just be gone."""
    task = asyncio.create_task(_again_and_again(part, run))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                await task


async def _again_and_again(part: str, run: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - told, waited out, begun again
            _log.error("loop_broken", part=part, exc_info=error)
            await asyncio.sleep(1.0)


async def _show_backlog(base: Base) -> None:
    while True:
        with contextlib.suppress(StorageError):
            base.means.metrics.backlog(await base.means.store.backlog())
        await asyncio.sleep(_BACKLOG_EVERY_S)


async def _closed(desk: Desk) -> None:
    base = desk.base
    await desk.client.aclose()
    await desk.bot.session.close()
    await desk.nlu.close()
    if base.verifier is not None:
        await base.verifier.close()
    await desk.drawer.close()
    await base.means.store.close()
    _log.info("stopped")
