"""What must hold after any number of deaths, whatever the conversation was about."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select

from dialogs.events import Event
from dialogs.kinds import Action
from dialogs.machine import advance
from dialogs.model import Case, Help, Liveness, Review, Signature
from storage.api import OutboxState
from storage.codec import Codec
from storage.tables import firm_days, firm_requests, firm_submissions
from tests.crash.theatre import PATIENCE_S, Theatre

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def outline(case: Case) -> Case:
    """Return a case without what differs from talk to talk: times, identifiers, drawn actions.

    What came at the same time from several lanes is put in one order.
    """
    return replace(
        case,
        case_id="",
        opened_at=_LONG_AGO,
        last_heard_at=None,
        accepted_at=None,
        prompt_no=0,
        codes=(),
        sealed=tuple(replace(one, sealed_id="", sealed_at=_LONG_AGO) for one in case.sealed),
        shots=tuple(replace(one, media_id="") for one in case.shots),
        fields=replace(case.fields, confirmed_at=None),
        liveness=_liveness(case.liveness),
        statement=replace(case.statement, media_id="", phrase=""),
        agreements=tuple(
            replace(one, opened_at=None, read_at=None, confirmed_at=None)
            for one in case.agreements
        ),
        signature=_signature(case.signature),
        submission=replace(
            case.submission, application_number="", submitted_at=None, asked_at=None
        ),
        results=tuple(replace(one, until=None) for one in case.results),
        help=_help(case.help),
        review=_review(case.review),
        milestones=tuple(
            sorted(
                (replace(one, at=_LONG_AGO) for one in case.milestones),
                key=lambda one: (one.kind, one.password or ""),
            )
        ),
    )


def _liveness(liveness: Liveness) -> Liveness:
    rounds = (replace(one, media_id="", action=Action.LOOK_AHEAD) for one in liveness.rounds)
    return replace(liveness, rounds=tuple(rounds), passed_at=None)


def _signature(signature: Signature) -> Signature:
    return replace(
        signature,
        asked_at=None,
        signed_at=None,
        pdf_media_id="",
        pdf_sha256="",
        certificate_serial="",
    )


def _help(help_: Help) -> Help:
    """Keep whether somebody waits, not since when."""
    waits = _LONG_AGO if help_.wanted_at is not None else None
    unanswered = _LONG_AGO if help_.unanswered_at is not None else None
    return replace(help_, wanted_at=waits, unanswered_at=unanswered)


def _review(review: Review) -> Review:
    rounds = (
        replace(one, at=_LONG_AGO, evidence=tuple(replace(e, media_id="") for e in one.evidence))
        for one in review.rounds
    )
    return replace(review, due_at=None, rounds=tuple(rounds))


async def settled(show: Theatre) -> None:
    """Wait until the outbox is empty."""
    async with asyncio.timeout(PATIENCE_S):
        while (await show.store.backlog()).outbox:  # noqa: ASYNC110 - rows ring no bell here
            await asyncio.sleep(0.1)


async def whole(show: Theatre, case: Case) -> None:
    """Every effect settled for good, no event twice, the audit chain unbroken."""
    async with show.store.begin() as uow:
        effects = await uow.outbox.of_case(case.case_id)
        journal = await uow.journal.of_case(case.case_id)
        chain = await uow.audit.verify(case.case_id)
    fine = {OutboxState.SENT, OutboxState.DROPPED}
    assert [row for row in effects if row.state not in fine] == []
    assert len({row.event_id for row in journal}) == len(journal)
    assert chain.whole


async def replays(show: Theatre) -> None:
    """The journal alone gives the case."""
    codec, policy, replayed = Codec(), show.settings.policy(), None
    case = await show.case()
    async with show.store.begin() as uow:
        journal = await uow.journal.of_case(case.case_id)
    for row in journal:
        replayed = advance(replayed, codec.decode(row.payload, Event), policy).case
    assert replayed == case


async def trail(show: Theatre, case: Case) -> Counter[str]:
    """Return how often each thing stands on record."""
    async with show.store.begin() as uow:
        return Counter(row.action for row in await uow.audit.of_case(case.case_id))


async def happened(show: Theatre, case: Case) -> Counter[str]:
    """Return how often each kind of event was handled."""
    async with show.store.begin() as uow:
        return Counter(row.kind for row in await uow.journal.of_case(case.case_id))


async def applications(show: Theatre, case: Case) -> list[str]:
    """Return the case's application numbers, which are all that the firm ever gave."""
    number = firm_submissions.c.application_number
    found = select(number).where(firm_submissions.c.case_id == case.case_id).order_by(number)
    [[given]] = await _rows(show, select(func.sum(firm_days.c.last)))
    numbers = [str(one) for [one] in await _rows(show, found)]
    assert len(numbers) == given
    return numbers


async def orders(show: Theatre) -> Counter[tuple[str, str]]:
    """Return how often each password was changed at the firm, with what came of it."""
    columns = select(firm_requests.c.kind, firm_requests.c.outcome)
    known = firm_requests.c.application_number.is_not(None)
    return Counter((kind, outcome) for kind, outcome in await _rows(show, columns.where(known)))


async def _rows(show: Theatre, query: Select[Any]) -> list[Any]:
    """Read what no port tells."""
    async with show.store.begin() as uow:
        firm: Any = uow.firm
        found: list[Any] = await firm._rows(query, {})
        return found
