"""What staff order in their groups by commands: duty, the queue, looking up, roles.

Commands are for staff only; roles are granted by supervisors, in reply to a person's message.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.agents import cards
from bot.agents.acting import Respondent
from bot.agents.arrivals import Ordered, Poster, StaffArrival
from bot.agents.keys import Rows
from bot.engine import Engine, Means, Settle
from dialogs.audit import AuditAction
from dialogs.kinds import Lang
from dialogs.model import Case
from dialogs.staff import Role
from dialogs.texts import Text, text
from storage.api import CaseRow, DeskRow, Json, StaffRow, UnitOfWork

STAFF_CHAIN = "staff"
"""The audit chain of changes of roles; cases have chains of their own."""

_SHORTEST_ENDING = 4
_LISTED = 15
_HELP = frozenset({"help", "start"})


@dataclass(frozen=True, slots=True)
class Errand:
    """A command of somebody."""

    arrival: StaffArrival
    staff: StaffRow
    order: Ordered

    @property
    def words(self) -> str:
        """What follows the command."""
        return self.order.words.strip()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    words: Text
    buttons: Rows = ()


_Order = Callable[[UnitOfWork, Errand], Awaitable[Reply]]


class GroupClerk:
    """Handles commands."""

    def __init__(self, means: Means, engine: Engine, lang: Lang) -> None:
        self._means = means
        self._engine = engine
        self._lang = lang
        self._respondent = Respondent(means, engine, lang)
        self._orders: dict[str, _Order] = {
            "on": self._on,
            "off": self._off,
            "queue": self._queue,
            "find": self._find,
            "staff": self._staff,
            "grant": self._grant,
            "revoke": self._revoke,
        }

    async def handle(self, arrival: StaffArrival, staff: StaffRow, settle: Settle) -> None:
        """Do what was ordered, settle and answer, all in one transaction."""
        order = arrival.fact
        async with self._means.store.begin() as uow:
            if await settle(uow) and isinstance(order, Ordered):
                reply = await self._obeyed(uow, Errand(arrival, staff, order))
                if reply is not None:
                    await self._respondent.queue(uow, arrival, reply.words, reply.buttons)
            await uow.commit()
        self._engine.ring()

    async def _obeyed(self, uow: UnitOfWork, errand: Errand) -> Reply | None:
        """Do it; what is no command of ours is passed over."""
        act = self._orders.get(errand.order.name)
        if act is not None:
            return await act(uow, errand)
        return Reply(text("desk_help")) if errand.order.name in _HELP else None

    # --- duty and queue ---

    async def _on(self, uow: UnitOfWork, errand: Errand) -> Reply:
        await uow.staff.on_duty(errand.staff.user_id, on=True)
        return Reply(text("desk_on_duty", agent=errand.staff.number))

    async def _off(self, uow: UnitOfWork, errand: Errand) -> Reply:
        await uow.staff.on_duty(errand.staff.user_id, on=False)
        held = await uow.desk.held(errand.staff.number)
        return Reply(text("desk_off_duty", agent=errand.staff.number, held=len(held)))

    async def _queue(self, uow: UnitOfWork, _errand: Errand) -> Reply:
        """Show who waits, who is served, what is in review: masked."""
        waiting, held = await uow.desk.waiting(), await uow.desk.held()
        review = await uow.desk.in_review()
        rows = await uow.cases.by_ids([one.case_id for one in (*waiting, *held)][:_LISTED])
        cases = {row.case_id: self._engine.case_of(row) for row in rows}
        lines = [self._queued(one, cases) for one in (*waiting, *held) if one.case_id in cases]
        words = text(
            "desk_queue",
            waiting=len(waiting),
            held=len(held),
            review=len(review),
            lines=tuple(lines) or (text("desk_queue_empty"),),
        )
        return Reply(words)

    def _queued(self, one: DeskRow, cases: dict[str, Case]) -> Text:
        case = cases[one.case_id]
        state = text("desk_card_held", agent=one.holder) if one.holder else _waits(one, case)
        return text("desk_queue_line", icon=cards.icon(case), name=cards.who(case), state=state)

    # --- looking up ---

    async def _find(self, uow: UnitOfWork, errand: Errand) -> Reply:
        """Find by application number or its last digits; nothing but the masked state is told."""
        rows = await _found(uow, errand.words.upper().replace(" ", ""))
        if not rows:
            return Reply(text("desk_not_found"))
        cases = [self._engine.case_of(row) for row in rows]
        lines = tuple(_state(case) for case in cases)
        buttons = tuple(
            ((_number_label(case), f"d.open.{case.submission.application_number}"),)
            for case in cases
        )
        return Reply(text("desk_found", lines=lines), buttons)

    # --- roles ---

    async def _staff(self, uow: UnitOfWork, _errand: Errand) -> Reply:
        everyone = [one for one in await uow.staff.everyone() if one.revoked_at is None]
        lines = tuple(_person(one) for one in everyone[:_LISTED])
        return Reply(text("desk_staff", lines=lines))

    async def _grant(self, uow: UnitOfWork, errand: Errand) -> Reply:
        return await self._change(uow, errand, grant=True)

    async def _revoke(self, uow: UnitOfWork, errand: Errand) -> Reply:
        return await self._change(uow, errand, grant=False)

    async def _change(self, uow: UnitOfWork, errand: Errand, *, grant: bool) -> Reply:
        """Change somebody's roles; supervisors only, and nobody their own."""
        about = errand.order.about
        roles = frozenset(errand.words.lower().replace(",", " ").split())
        if Role.SUPERVISOR not in errand.staff.roles:
            return Reply(text("desk_supervisors_only"))
        if about is None or not roles <= set(Role) or (grant and not roles):
            return Reply(text("desk_grant_how"))
        if about.user_id == errand.staff.user_id:
            return Reply(text("desk_not_yourself"))
        changed = await self._changed(uow, errand, about, roles, grant=grant)
        return Reply(text("desk_granted", person=_person(changed)))

    async def _changed(
        self, uow: UnitOfWork, errand: Errand, about: Poster, roles: frozenset[str], *, grant: bool
    ) -> StaffRow:
        now, by = self._means.clock.now(), errand.staff.number
        known = await uow.staff.of_user(about.user_id)
        number = known.number if known is not None else await uow.staff.next_number()
        before = known.roles if known is not None and known.revoked_at is None else frozenset()
        after = before | roles if grant else before - (roles or before)
        row = StaffRow(
            about.user_id, number, about.name, self._lang.value, after, on_duty=False,
            granted_by=by, granted_at=now, revoked_at=None if after else now,
        )  # fmt: skip
        if known is not None:
            row = replace(row, on_duty=known.on_duty and bool(after))
        await uow.staff.save(row)
        detail: dict[str, Json] = {"agent": number, "roles": ",".join(sorted(after))}
        action = AuditAction.STAFF_CHANGED
        await uow.audit.append(STAFF_CHAIN, now, f"staff:{by}", action, detail)
        return row


async def _found(uow: UnitOfWork, wanted: str) -> list[CaseRow]:
    exact = await uow.cases.by_application_number(wanted)
    if exact is not None:
        return [exact]
    digits = wanted.removeprefix("RS")
    return await uow.cases.by_number_ending(digits) if len(digits) >= _SHORTEST_ENDING else []


def _waits(one: DeskRow, case: Case) -> Text:
    key = "desk_card_callback" if one.callback else "desk_card_waits"
    return text(key, since=one.wanted_at or case.opened_at)


def _state(case: Case) -> Text:
    """Return where a case stands, masked."""
    return text(
        "desk_found_line",
        icon=cards.icon(case),
        number=case.submission.application_number or "-",
        name=cards.who(case),
        phase=text(f"phase_{case.phase}"),
        at=case.submission.submitted_at or case.opened_at,
    )


def _number_label(case: Case) -> Text:
    return text("desk_button_open", number=case.submission.application_number or "-")


def _person(one: StaffRow) -> Text:
    roles = tuple(text(f"role_{role}") for role in Role if role in one.roles)
    sign = "🟢" if one.on_duty else "⚪"
    return text("desk_person", sign=sign, agent=one.number, person=one.name, roles=roles)
