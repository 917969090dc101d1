"""What reviewers ask to see: effects of the shell's own, queued in the lane of the case's review.

Like everything that goes out they wait in the outbox, so that a group that takes no more
messages just now delays them and a crash loses none.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.engine import Means
from dialogs.effects import Effect
from storage.api import CaseRow, OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReasons(Effect):
    """Put another keyboard under the card: the reasons for an item, or the usual one.

    Attributes:
        agent: who chooses.
        view: what to choose from (`keyboard.View`): ``front``, ``front.glare``; empty for the
            usual buttons.
    """

    agent: str
    view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWords(Effect):
    """Ask a reviewer for free words about an item; the message that asks is replied to."""

    agent: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEvidence(Effect):
    """Show one part of the evidence, watermarked with who looks; it was audited before.

    Attributes:
        part: an `evidence.Part` value.
        agent: who looks.
        supervisor: whether they may look at what they do not hold.
        shown_at: when they asked.
    """

    part: str
    agent: str
    supervisor: bool = False
    shown_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDetails(Effect):
    """Tell what the checks measured."""

    agent: str


def review_lane(case_id: str) -> str:
    """Return the lane of a case's review: one hand at a time."""
    return f"review:{case_id}"


def queued(
    means: Means, row: CaseRow, event_id: str, effects: tuple[Effect, ...]
) -> list[OutboxRow]:
    """Return the rows of effects that an update of the group asked for."""
    return [
        OutboxRow(
            effect_id=f"{event_id}.review.{number}",
            case_id=row.case_id,
            chat_id=row.chat_id,
            lane=review_lane(row.case_id),
            kind=type(effect).__name__,
            payload=means.codec.encode(effect),
            in_doubt=effect.in_doubt,
            created_at=means.clock.now(),
        )
        for number, effect in enumerate(effects)
    ]
