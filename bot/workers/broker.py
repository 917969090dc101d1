"""The bell over Taskiq: within the process, or through Redis Streams to other processes.

A message carries a job's identifier and nothing else. One that is lost is made good by the
sweep, one that comes twice finds the job claimed.
"""

from collections.abc import Awaitable, Callable

import structlog
from taskiq import AsyncBroker, InMemoryBroker
from taskiq.exceptions import TaskiqError
from taskiq_redis import RedisStreamBroker

_TASK = "resetdesk:check"
_QUEUE = "resetdesk-checks"
_GROUP = "resetdesk-workers"
_IDLE_MS = 120_000

_log = structlog.get_logger()

Run = Callable[[str | None], Awaitable[bool]]


class JobBell:
    """Rings for jobs; with `run`, also answers the ring in this process."""

    def __init__(self, broker: AsyncBroker, run: Run | None = None) -> None:
        self.broker = broker
        self._run = run

        async def check(job_id: str) -> None:
            await self._check(job_id)

        self._task = broker.register_task(check, task_name=_TASK)

    async def ring(self, job_ids: list[str]) -> None:
        """Tell whoever runs checks that these wait; a bell that is broken is only slower."""
        for job_id in job_ids:
            try:
                await self._task.kiq(job_id)
            except (TaskiqError, OSError) as error:
                _log.warning("bell_broken", job_id=job_id, exc_info=error)

    async def _check(self, job_id: str) -> None:
        if self._run is None:
            return
        try:
            await self._run(job_id)
        except Exception as error:  # noqa: BLE001 - the row stays leased and is swept up
            _log.error("check_broken", job_id=job_id, exc_info=error)


def broker_at(url: str, worker: str) -> AsyncBroker:
    """Return the broker of a setting: `local`, or a Redis address."""
    if url == "local":
        return InMemoryBroker()
    return RedisStreamBroker(
        url,
        queue_name=_QUEUE,
        consumer_group_name=_GROUP,
        consumer_name=worker,
        consumer_id="0",
        idle_timeout=_IDLE_MS,
        maxlen=10_000,
    )
