"""The reviewers' clerk: taps and replies in a review's topic become events of the core.

Who may review what is decided there; here only what a role allows. What merely shows something
is queued in the transaction that settles the update, evidence together with its audit entry.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.agents.acting import Notice, Respondent, notice_of, settled, stamp
from bot.agents.arrivals import Ordered, Posted, StaffArrival, Touched
from bot.agents.review import replies
from bot.agents.review.effects import (
    AskWords,
    ShowDetails,
    ShowEvidence,
    ShowReasons,
    queued,
)
from bot.agents.review.evidence import parts, refusal
from bot.agents.review.keyboard import is_view
from bot.agents.review.reasons import NO_REASON, REASONS, read_finding
from bot.agents.review.taps import Act, read
from bot.engine import Along, Engine, Means, Settle
from dialogs.audit import AuditAction
from dialogs.effects import Effect
from dialogs.events import (
    CaseApproved,
    CaseReturned,
    ItemDecided,
    ReviewDropped,
    ReviewEscalated,
    ReviewTaken,
    StaffEvent,
    Unfrozen,
)
from dialogs.kinds import Lang
from dialogs.model import Case
from dialogs.reasons import Finding
from dialogs.reviewing import decision_of, to_return
from dialogs.staff import Role
from dialogs.texts import Text, text
from storage.api import CaseRow, Json, StaffRow, TopicRow, UnitOfWork

_ROLES = frozenset({Role.REVIEWER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody's act in a review's topic.

    Attributes:
        arrival: what came.
        staff: who did it.
        topic: where.
        row: the case's row as it stood when it came.
        case: the case itself.
        settle: marks the update as done; False if that was done before.
    """

    arrival: StaffArrival
    staff: StaffRow
    topic: TopicRow
    row: CaseRow
    case: Case = field(repr=False)
    settle: Settle = field(repr=False)

    @property
    def agent(self) -> str:
        """The number of whoever does it."""
        return self.staff.number

    @property
    def supervises(self) -> bool:
        """Whether a supervisor does it."""
        return Role.SUPERVISOR in self.staff.roles


Handler = Callable[[Doing, str], Awaitable[Notice]]


class ReviewClerk:
    """Handles what happens in reviews' topics."""

    def __init__(self, means: Means, engine: Engine, lang: Lang) -> None:
        self._means = means
        self._engine = engine
        self._respondent = Respondent(means, engine, lang)
        self._handlers: dict[Act, Handler] = {
            Act.TAKE: self._take,
            Act.DROP: self._drop,
            Act.EVIDENCE: self._evidence,
            Act.DETAILS: self._details,
            Act.ACCEPT: self._accept,
            Act.REASONS: self._reasons,
            Act.RETURN: self._return,
            Act.WORDS: self._ask_words,
            Act.APPROVE: self._approve,
            Act.SEND_BACK: self._send_back,
            Act.ESCALATE: self._escalate,
            Act.UNFREEZE: self._unfreeze,
        }

    async def handle(
        self, arrival: StaffArrival, staff: StaffRow, topic: TopicRow, settle: Settle
    ) -> Notice:
        """Let it happen, and settle the update in the transaction of what it causes."""
        async with self._means.store.begin() as uow:
            row = await uow.cases.load(topic.case_id, lock=False)
        if row is None:
            return await self._settled(settle)
        doing = Doing(arrival, staff, topic, row, self._engine.case_of(row), settle)
        match arrival.fact:
            case Touched(data=data):
                return await self._tapped(doing, data)
            case Posted() as posted:
                return await self._posted(doing, posted)
            case Ordered():
                return await self._settled(settle)

    async def _tapped(self, doing: Doing, data: str) -> Notice:
        tap = read(data)
        if tap is None:
            return await self._settled(doing.settle, text("stale_button"))
        if not _may_review(doing.staff):
            return await self._settled(doing.settle, text("review_not_a_reviewer"))
        return await self._handlers[tap.act](doing, tap.arg)

    # --- taps that become events ---

    async def _take(self, doing: Doing, _arg: str) -> Notice:
        return await self._turn(
            doing, ReviewTaken(**self._stamp(doing), supervisor=doing.supervises)
        )

    async def _drop(self, doing: Doing, _arg: str) -> Notice:
        return await self._turn(doing, ReviewDropped(**self._stamp(doing)))

    async def _escalate(self, doing: Doing, _arg: str) -> Notice:
        return await self._turn(doing, ReviewEscalated(**self._stamp(doing)))

    async def _accept(self, doing: Doing, arg: str) -> Notice:
        """Accept an item; the notes of colleagues stay with it."""
        before = decision_of(doing.case, arg)
        note = before.internal if before is not None else None
        event = ItemDecided(**self._stamp(doing), item=arg, accepted=True, internal=note)
        return await self._turn(doing, event)

    async def _return(self, doing: Doing, arg: str) -> Notice:
        """Return an item with a reason of the table; words that were written before stay."""
        item, _, rest = arg.partition(".")
        reason, _, card_field = rest.partition(".")
        finding: Finding | None = None
        if reason != NO_REASON or item not in REASONS:
            finding = read_finding(item, reason, card_field)
            if finding is None:
                return await self._settled(doing.settle, text("stale_button"))
        before = decision_of(doing.case, item)
        event = ItemDecided(
            **self._stamp(doing),
            item=item,
            accepted=False,
            finding=finding,
            words=before.words if before is not None else None,
            internal=before.internal if before is not None else None,
        )
        return await self._turn(doing, event)

    async def _approve(self, doing: Doing, _arg: str) -> Notice:
        return await self._turn(doing, CaseApproved(**self._stamp(doing)))

    async def _send_back(self, doing: Doing, _arg: str) -> Notice:
        event = CaseReturned(**self._stamp(doing), items=to_return(doing.case))
        return await self._turn(doing, event)

    async def _unfreeze(self, doing: Doing, _arg: str) -> Notice:
        if not doing.supervises:
            return await self._settled(doing.settle, text("desk_supervisors_only"))
        return await self._turn(doing, Unfrozen(**self._stamp(doing)))

    # --- taps that show something ---

    async def _reasons(self, doing: Doing, view: str) -> Notice:
        """Put the reasons of an item under the card, or the usual buttons (no argument)."""
        if doing.case.review.reviewer != doing.agent:
            return await self._settled(doing.settle, _not_theirs(doing.case))
        if view and not is_view(doing.case, view):
            return await self._settled(doing.settle, text("stale_button"))
        await self._shown(doing, (ShowReasons(agent=doing.agent, view=view),))
        return Notice()

    async def _ask_words(self, doing: Doing, item: str) -> Notice:
        if doing.case.review.reviewer != doing.agent:
            return await self._settled(doing.settle, _not_theirs(doing.case))
        if not is_view(doing.case, item):
            return await self._settled(doing.settle, text("stale_button"))
        asks = (ShowReasons(agent=doing.agent), AskWords(agent=doing.agent, item=item))
        await self._shown(doing, asks)
        return Notice()

    async def _details(self, doing: Doing, _arg: str) -> Notice:
        await self._shown(doing, (ShowDetails(agent=doing.agent),))
        return Notice()

    async def _evidence(self, doing: Doing, _arg: str) -> Notice:
        """Queue the parts of the evidence, with the audit entry that says who looks."""
        why = refusal(doing.case, doing.staff)
        if why is not None:
            return await self._settled(doing.settle, why)
        there, at = parts(doing.case), self._means.clock.now()
        if not there:
            return await self._settled(doing.settle, text("review_no_evidence"))
        effects = tuple(
            ShowEvidence(part=part, agent=doing.agent, supervisor=doing.supervises, shown_at=at)
            for part in there
        )
        media = sorted({one.media_id for found in there.values() for one in found})
        detail: dict[str, Json] = {"parts": ",".join(there), "media": ",".join(media)}

        async def audited(uow: UnitOfWork) -> None:
            await uow.audit.append(
                doing.row.case_id, at, f"staff:{doing.agent}", AuditAction.EVIDENCE_SHOWN, detail
            )

        await self._shown(doing, effects, audited)
        return Notice(text("review_being_shown"))

    # --- replies ---

    async def _posted(self, doing: Doing, posted: Posted) -> Notice:
        """Read a reply to the card or to a question for words; other talk is left alone."""
        if posted.answers is None or not _may_review(doing.staff):
            return await self._settled(doing.settle)
        async with self._means.store.begin() as uow:
            rows = await uow.outbox.of_case(doing.row.case_id)
        item = replies.item_of(
            posted.answers, doing.topic, doing.case, rows, doing.agent, self._means.codec
        )
        if item is None:
            is_card = posted.answers == doing.topic.card_id
            why = text("review_words_for_what") if is_card else None
        else:
            why = await self._words(doing, posted, item)
        await self._respondent.answered(doing.arrival, doing.settle, why)
        return Notice()

    async def _words(self, doing: Doing, posted: Posted, item: str) -> Text | None:
        """Let free words decide an item; return why they do not."""
        said = replies.read(posted.words or "")
        if said is None or posted.media:
            return text("review_words_only_text")
        if len(said.words) > replies.WORDS_LONGEST:
            return text("review_words_too_long", limit=replies.WORDS_LONGEST)
        if said.internal and not replies.may_note(doing.case, item, doing.agent):
            return text("review_note_decide_first")
        event = replies.decided(doing.case, item, said, self._stamp(doing))
        return text("stale_button") if event is None else (await self._turn(doing, event)).words

    # --- what they have in common ---

    def _stamp(self, doing: Doing) -> dict[str, Any]:
        return stamp(self._means, doing.arrival, doing.staff)

    async def _turn(self, doing: Doing, event: StaffEvent) -> Notice:
        """Let an event happen; what the core refuses comes back as a notice."""
        along = Along(settle=doing.settle)
        return notice_of(await self._engine.turn(doing.row.case_id, event, along))

    async def _shown(
        self,
        doing: Doing,
        effects: tuple[Effect, ...],
        also: Callable[[UnitOfWork], Awaitable[None]] | None = None,
    ) -> None:
        """Settle and queue what is to be shown, in one transaction; ring for the sender."""
        rows = queued(self._means, doing.row, doing.arrival.event_id, effects)
        async with self._means.store.begin() as uow:
            if await doing.settle(uow):
                if also is not None:
                    await also(uow)
                await uow.outbox.add_all(rows)
            await uow.commit()
        self._engine.ring()

    async def _settled(self, settle: Settle, why: Text | None = None) -> Notice:
        """Settle an update that changes nothing; say why, in a window, if there is a reason."""
        await settled(self._means, settle)
        return Notice(why, alert=why is not None)


def _may_review(staff: StaffRow) -> bool:
    return staff.revoked_at is None and bool(_ROLES & staff.roles)


def _not_theirs(case: Case) -> Text:
    holder = case.review.reviewer
    return text("review_held_by", agent=holder) if holder else text("review_take_first")
