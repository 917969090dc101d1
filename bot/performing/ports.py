"""What a performer is, and how an effect may end."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dialogs.effects import Effect
from dialogs.events import Event
from storage.api import Json, OutboxRow, UnitOfWork

Write = Callable[[UnitOfWork], Awaitable[None]]


async def _nothing_more(_uow: UnitOfWork) -> None:
    return


@dataclass(frozen=True, slots=True)
class Performed:
    """It was done.

    Attributes:
        result: what is remembered of it, without personal data.
        answer: the event that its answer becomes, if it has one.
        write: what else is written in the transaction that records it.
    """

    result: Mapping[str, Json] = field(default_factory=dict)
    answer: Event | None = None
    write: Write = _nothing_more


@dataclass(frozen=True, slots=True)
class Unwanted:
    """It is not wanted any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """Nobody knows whether it was done; a person has to look."""

    reason: str


End = Performed | Unwanted | Escalated


@dataclass(frozen=True, slots=True)
class Order:
    """One effect to perform.

    Attributes:
        row: where it stands.
        effect: what it says.
        in_doubt: a worker died in the middle of it: it may have been done.
    """

    row: OutboxRow
    effect: Effect
    in_doubt: bool = False

    @property
    def answer_id(self) -> str:
        """The identifier of the event that answers it: a repeat changes nothing."""
        return f"fx-{self.row.effect_id}"

    @property
    def case_id(self) -> str:
        """The case it belongs to; every effect of the core has one."""
        if self.row.case_id is None:
            raise ValueError(f"effect {self.row.effect_id} belongs to no case")
        return self.row.case_id


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on trying: the n-th pause doubles from the first, up to the longest."""

    tries: int
    first_s: float
    longest_s: float

    def pause_s(self, attempt: int) -> float:
        """Return the pause after this attempt (counted from 1)."""
        return float(min(self.first_s * 2 ** min(attempt - 1, 30), self.longest_s))


class Performer(Protocol):
    """Performs effects of some kinds; raises an error with `retry` when it cannot."""

    @property
    def patience(self) -> Patience:
        """How long to go on trying."""
        ...

    async def perform(self, order: Order) -> End:
        """Do it."""
        ...

    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        """Return the event that tells the core that it will not be done."""
        ...


Kinds = Mapping[str, Performer]
