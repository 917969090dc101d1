"""The sender: claims effects, performs each lane in order, settles them, takes over the adrift."""

import asyncio
import contextlib
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.bells import Bell
from bot.engine import Along, Engine, Means, Settle
from bot.errors import ChatClosedError, MessengerUnavailableError
from bot.performing.chat import blocked
from bot.performing.ports import (
    End,
    Escalated,
    Kinds,
    Order,
    Performed,
    Performer,
    Unwanted,
)
from dialogs.effects import Effect
from dialogs.events import Event
from storage.api import InDoubt, Lease, OutboxRow, UnitOfWork
from storage.errors import CodecError, StorageError

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """How the sender works.

    Attributes:
        worker: this process's name, the same after a restart.
        at_once: lanes in flight at the same time.
        lease_s: how long an effect may take before somebody else may take it over.
        poll_s: how often to look without a ring.
        lanes: how the lanes begin that this sender works; none means all.
    """

    worker: str
    at_once: int = 16
    lease_s: float = 120.0
    poll_s: float = 1.0
    lanes: tuple[str, ...] = ()


class Sender:
    """Performs the outbox."""

    def __init__(
        self, settings: SenderSettings, means: Means, engine: Engine, kinds: Kinds, bell: Bell
    ) -> None:
        self._settings = settings
        self._store = means.store
        self._codec = means.codec
        self._clock = means.clock
        self._ids = means.ids
        self._metrics = means.metrics
        self._engine = engine
        self._kinds = kinds
        self._bell = bell
        self._flying: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Perform until cancelled; what is in flight then is finished first."""
        try:
            while True:
                await self._round()
        finally:
            await self.finish()

    async def finish(self) -> None:
        """Wait for what is in flight."""
        if self._flying:
            await asyncio.wait(self._flying)

    async def release(self) -> None:
        """Set adrift what this worker had in hand when it died."""
        async with self._store.begin() as uow:
            await uow.outbox.release(self._settings.worker)
            await uow.commit()

    async def _round(self) -> None:
        free = self._settings.at_once - len(self._flying)
        claims = await self._claimed(free) if free > 0 else []
        for row, in_doubt in claims:
            task = asyncio.create_task(self._perform(row, in_doubt=in_doubt))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        if not claims:
            await self._bell.wait(self._settings.poll_s)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._bell.ring()

    async def _claimed(self, limit: int) -> list[tuple[OutboxRow, bool]]:
        now, lanes = self._clock.now(), self._settings.lanes
        lease = Lease(self._settings.worker, now + timedelta(seconds=self._settings.lease_s))
        try:
            async with self._store.begin() as uow:
                adrift = await uow.outbox.claim_adrift(now, lease, limit=limit, prefixes=lanes)
                left = max(limit - len(adrift), 0)
                fresh = await uow.outbox.claim(now, lease, limit=left, prefixes=lanes)
                if adrift or fresh:
                    await uow.commit()
        except StorageError as error:
            _log.warning("claim_failed", exc_info=error)
            return []
        return [(row, True) for row in adrift] + [(row, False) for row in fresh]

    async def _perform(self, row: OutboxRow, *, in_doubt: bool) -> None:
        """Perform one effect and settle it, whatever comes."""
        try:
            order = Order(row, self._codec.decode(row.payload, Effect), in_doubt=in_doubt)
        except CodecError as error:
            await self._guarded(row, self._fail(row, error, None))
            return
        keeping = asyncio.create_task(self._kept(row))
        try:
            await self._finished(order)
        finally:
            keeping.cancel()

    async def _kept(self, row: OutboxRow) -> None:
        """Prolong the lease while an effect takes long, such as one that waits for its turn."""
        while True:
            await asyncio.sleep(self._settings.lease_s / 3)
            until = self._clock.now() + timedelta(seconds=self._settings.lease_s)
            with contextlib.suppress(StorageError):
                async with self._store.begin() as uow:
                    await uow.outbox.extend(row.effect_id, Lease(self._settings.worker, until))
                    await uow.commit()

    async def _finished(self, order: Order) -> None:
        row = order.row
        try:
            await self._settled(row, await self._end(order))
        except ChatClosedError as error:
            event = blocked(order, self._clock.now(), self._ids.seed())
            await self._guarded(row, self._fail(row, error, event))
        except Exception as error:  # noqa: BLE001 - whatever it was, the lane must go on
            await self._guarded(row, self._troubled(order, error))

    async def _end(self, order: Order) -> End:
        if order.in_doubt and order.row.in_doubt is InDoubt.ESCALATE:
            return Escalated("a worker died in the middle of it")
        return await self._kinds[order.row.kind].perform(order)

    async def _guarded(self, row: OutboxRow, settling: Awaitable[None]) -> None:
        """Settle a failure; if even that fails, the lease runs out and somebody takes over."""
        try:
            await settling
        except Exception as error:  # noqa: BLE001 - the row stays leased, nothing is lost
            _log.error("not_settled", effect_id=row.effect_id, exc_info=error)

    async def _settled(self, row: OutboxRow, end: End) -> None:
        match end:
            case Unwanted(reason):
                await self._settle(row, lambda uow: uow.outbox.drop(row.effect_id, reason))
                self._metrics.effect(row.kind, "dropped")
            case Escalated(reason):
                await self._settle(row, lambda uow: uow.outbox.escalate(row.effect_id, reason))
                self._metrics.effect(row.kind, "escalated")
                _log.error("effect_escalated", kind=row.kind, effect_id=row.effect_id)
            case Performed():
                await self._settle(row, _sent(row, end), end.answer)
                self._metrics.effect(row.kind, "sent")

    async def _troubled(self, order: Order, error: Exception) -> None:
        """Try again later, or give up and tell the core."""
        row, performer = order.row, self._kinds[order.row.kind]
        if getattr(error, "retry", False) and row.attempts < performer.patience.tries:
            later = self._clock.now() + timedelta(seconds=_pause_s(order, error, performer))
            name = type(error).__name__
            await self._settle(row, lambda uow: uow.outbox.retry(row.effect_id, later, name))
            self._metrics.effect(row.kind, "retry")
            return
        _log.error("effect_failed", kind=row.kind, effect_id=row.effect_id, exc_info=error)
        event = performer.given_up(order, self._clock.now(), self._ids.seed())
        await self._fail(row, error, event)

    async def _fail(self, row: OutboxRow, error: Exception, event: Event | None) -> None:
        name = type(error).__name__
        await self._settle(row, lambda uow: uow.outbox.failed(row.effect_id, name), event)
        self._metrics.effect(row.kind, "failed")

    async def _settle(self, row: OutboxRow, settle: Settle, answer: Event | None = None) -> None:
        """Record the end of an effect, in one transaction with its answer if it has one."""
        if answer is not None and row.case_id is not None:
            await self._engine.turn(row.case_id, answer, Along(settle=settle))
            return
        async with self._store.begin() as uow:
            await settle(uow)
            await uow.commit()


def _sent(row: OutboxRow, done: Performed) -> Settle:
    async def settle(uow: UnitOfWork) -> bool:
        fresh = await uow.outbox.sent(row.effect_id, done.result)
        if fresh:
            await done.write(uow)
        return fresh

    return settle


def _pause_s(order: Order, error: Exception, performer: Performer) -> float:
    if isinstance(error, MessengerUnavailableError) and error.retry_after_s is not None:
        return error.retry_after_s
    return performer.patience.pause_s(max(order.row.attempts, 1))
