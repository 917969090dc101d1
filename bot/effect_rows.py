"""From effects to rows: which lane an effect waits in, which table it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot import seals
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    AskOutcome,
    CallAgents,
    CancelChecks,
    DeleteMessage,
    DestroyPasswords,
    Effect,
    FetchRecord,
    KeepReview,
    KeepTopic,
    LookAtQueue,
    OpenReview,
    Record,
    Relay,
    RunCheck,
    Say,
    SendCode,
    SendNotice,
    SignAgreements,
    StopTimer,
    SubmitCase,
    TellAgents,
    Toast,
)
from dialogs.events import (
    CUSTOMER_EVENTS,
    BotBlocked,
    CaseOpened,
    Event,
    NotMeReported,
    StaffEvent,
)
from storage.api import CaseRow, JobRow, OutboxRow, TimerRow, UnitOfWork
from storage.codec import Codec

PROMPT_SLOT = "prompt"
"""The place in a chat that holds the newest prompt."""

CUSTOMER_LANES = ("chat:", "sms:", "firm:", "queue:")
STAFF_LANES = ("topic:", "review:")
"""Lanes by who performs them: a slow group must not hold up a customer."""


@dataclass(frozen=True, slots=True)
class TurnRows:
    """What one turn has to write.

    Attributes:
        row: the case after it.
        event: what happened.
        effects: what is to be done.
        prompts: whether the turn asks something new, so that its numbered message is a prompt
            and not a side remark under the number of the standing one.
    """

    row: CaseRow
    event: Event
    effects: tuple[Effect, ...]
    prompts: bool


class EffectWriter:
    """Writes what one turn decided into the tables of its transaction."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    async def write(self, uow: UnitOfWork, turn: TurnRows) -> None:
        """Queue what is to be performed; do at once what is only a row."""
        named = [
            (f"{turn.event.event_id}.{number}", effect)
            for number, effect in enumerate(turn.effects)
        ]
        queued = [
            self._queued(turn, effect_id, effect, lane)
            for effect_id, effect in named
            if (lane := lane_of(effect, turn.row)) is not None
        ]
        await uow.outbox.add_all(queued)
        for effect_id, effect in named:
            await self._settle(uow, turn, effect_id, effect)

    def _queued(self, turn: TurnRows, effect_id: str, effect: Effect, lane: str) -> OutboxRow:
        spoken = effect if isinstance(effect, Say | Relay) else None
        say = effect if isinstance(effect, Say) else None
        numbered = say is not None and say.prompt_no is not None
        is_prompt = numbered and say is not None and (turn.prompts or say.edits)
        return OutboxRow(
            effect_id=effect_id,
            case_id=turn.row.case_id,
            chat_id=turn.row.chat_id,
            lane=lane,
            kind=type(effect).__name__,
            payload=self._codec.encode(effect),
            in_doubt=effect.in_doubt,
            created_at=turn.event.at,
            lease=spoken.lease if spoken is not None else turn.row.lease,
            slot=PROMPT_SLOT if is_prompt else None,
        )

    async def _settle(
        self, uow: UnitOfWork, turn: TurnRows, effect_id: str, effect: Effect
    ) -> None:
        case_id, at = turn.row.case_id, turn.event.at
        match effect:
            case RunCheck():
                payload = self._codec.encode(effect)
                await uow.jobs.add(
                    JobRow(effect.check_id, case_id, effect.kind.value, payload, at)
                )
            case ArmTimer():
                await uow.timers.arm(
                    TimerRow(effect_id, case_id, effect.timer.value, effect.due_at)
                )
            case StopTimer():
                await uow.timers.cancel(case_id, effect.timer.value)
            case DestroyPasswords():
                await seals.destroy(uow, case_id, effect.sealed_ids, at)
            case Record():
                actor = actor_of(turn.event)
                await uow.audit.append(case_id, at, actor, effect.action, dict(effect.detail))
            case _:
                return


def lane_of(effect: Effect, row: CaseRow) -> str | None:
    """Return the lane an effect waits in, None for what is no sender's business."""
    match effect:
        case Say() | DeleteMessage() | Relay():
            return f"chat:{row.chat_id}"
        case SendCode() | SendNotice():
            return f"sms:{row.case_id}"
        case FetchRecord() | SubmitCase() | SignAgreements():
            return f"firm:{row.case_id}"
        case ApplyPassword(kind=kind) | AskOutcome(kind=kind):
            return f"firm:{row.case_id}:{kind}"
        case LookAtQueue():
            return f"queue:{row.case_id}"
        case CallAgents() | KeepTopic() | TellAgents():
            return topic_lane(row.chat_id)
        case OpenReview() | KeepReview():
            return f"review:{row.case_id}"
        case Toast() | RunCheck() | ArmTimer() | StopTimer() | Record():
            return None
        case DestroyPasswords() | CancelChecks():
            return None
        case _:
            raise TypeError(f"an effect without a lane: {type(effect).__name__}")


def topic_lane(chat_id: int) -> str:
    """Return the lane of a customer's topic: one topic a chat, made by one hand at a time."""
    return f"topic:{chat_id}"


def actor_of(event: Event) -> str:
    """Return who caused an event, in the words of the audit chain."""
    match event:
        case StaffEvent(agent=agent):
            return f"staff:{agent}"
        case CaseOpened() | BotBlocked():
            return "customer"
        case NotMeReported():
            return "phone_owner"
        case _:
            return "customer" if isinstance(event, CUSTOMER_EVENTS) else "system"


def checks_of(effects: Iterable[Effect]) -> list[str]:
    """Return the jobs that a turn asked for."""
    return [effect.check_id for effect in effects if isinstance(effect, RunCheck)]
