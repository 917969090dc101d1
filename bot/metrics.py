"""Counters for whoever runs the bot; no label ever holds anything of a customer."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from storage.api import Backlog

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """All metrics of one process in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Histogram(
            "resetdesk_turn_seconds",
            "Time of a turn: lock, decide, write, commit",
            ["event"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._effects = Counter(
            "resetdesk_effects_total",
            "Effects by kind and how they ended",
            ["kind", "end"],
            registry=self.registry,
        )
        self._checks = Histogram(
            "resetdesk_check_seconds",
            "Time of a check",
            ["kind", "verdict"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._updates = Counter(
            "resetdesk_updates_total", "Updates by kind", ["kind"], registry=self.registry
        )
        self._nlu = Counter(
            "resetdesk_nlu_total", "Questions to the NLU", ["end"], registry=self.registry
        )
        self._waiting = Gauge(
            "resetdesk_waiting", "Rows that wait", ["table"], registry=self.registry
        )

    @contextmanager
    def turn(self, event: str) -> Iterator[None]:
        """Time a turn."""
        with self._turns.labels(event).time():
            yield

    def effect(self, kind: str, end: str) -> None:
        """Count an effect's end: sent, retry, failed, dropped, escalated."""
        self._effects.labels(kind, end).inc()

    def check(self, kind: str, verdict: str, elapsed_s: float) -> None:
        """Count a finished check."""
        self._checks.labels(kind, verdict).observe(elapsed_s)

    def update(self, kind: str) -> None:
        """Count an update."""
        self._updates.labels(kind).inc()

    def nlu(self, end: str) -> None:
        """Count a question to the NLU: answered or failed."""
        self._nlu.labels(end).inc()

    def backlog(self, backlog: Backlog) -> None:
        """Show what waits."""
        self._waiting.labels("inbox").set(backlog.inbox)
        self._waiting.labels("outbox").set(backlog.outbox)
        self._waiting.labels("jobs").set(backlog.jobs)
