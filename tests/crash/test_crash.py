"""The process is killed at every commit boundary of one whole conversation.

Before and after each commit once, by SIGKILL; the next life takes over. The end must be that
of a conversation in which nobody died, and nothing may have been done twice.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dialogs.events import Event
from dialogs.kinds import Action, Lang
from dialogs.machine import advance
from dialogs.model import Case
from dialogs.policy import Policy
from storage.api import OutboxState
from storage.codec import Codec
from tests.crash.theatre import Theatre, converse, theatre
from tests.postgres import PostgresServer, postgres_server, postgres_url

__all__ = ["PostgresServer", "postgres_server", "postgres_url"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def test_dying_at_every_commit_changes_nothing_on_sqlite(tmp_path: Path) -> None:
    await _die_everywhere(tmp_path, None)


async def test_dying_at_every_commit_changes_nothing_on_postgresql(
    tmp_path: Path, postgres_url: str
) -> None:
    await _die_everywhere(tmp_path, postgres_url)


async def _die_everywhere(folder: Path, database: str | None) -> None:
    calm, stormy = folder / "calm", folder / "stormy"
    calm.mkdir()
    stormy.mkdir()
    async with theatre(calm, Lang.ZH, mortal=False) as show:
        wanted = outline(await converse(show))
    async with theatre(stormy, Lang.ZH, mortal=True, database=database) as show:
        case = await converse(show)
        await settled(show)
        assert show.house.problems == []
        assert outline(case) == wanted
        deaths = show.house.ledger.deaths
        assert len(deaths) > 200, deaths
        await nothing_twice(show, case)
        await replays(show, case)


def outline(case: Case) -> Case:
    """Return a case without what differs from talk to talk: times, identifiers, drawn actions."""
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
        liveness=replace(
            case.liveness,
            rounds=tuple(
                replace(one, media_id="", action=Action.LOOK_AHEAD) for one in case.liveness.rounds
            ),
            passed_at=None,
        ),
        statement=replace(case.statement, media_id=""),
        agreements=tuple(
            replace(one, opened_at=None, read_at=None, confirmed_at=None)
            for one in case.agreements
        ),
        signature=replace(
            case.signature,
            asked_at=None,
            signed_at=None,
            pdf_media_id="",
            pdf_sha256="",
            certificate_serial="",
        ),
        submission=replace(
            case.submission, application_number="", submitted_at=None, asked_at=None
        ),
        results=tuple(replace(one, until=None) for one in case.results),
    )


async def settled(show: Theatre) -> None:
    """Wait until the outbox is empty."""
    async with asyncio.timeout(60):
        while (await show.store.backlog()).outbox:  # noqa: ASYNC110 - rows ring no bell here
            await asyncio.sleep(0.1)


async def nothing_twice(show: Theatre, case: Case) -> None:
    """Two codes, one application, one change a password; every effect settled for good."""
    person = show.teller.person
    assert len(show.teller.codes_on(person.phone)) == 2
    async with show.store.begin() as uow:
        effects = await uow.outbox.of_case(case.case_id)
        journal = await uow.journal.of_case(case.case_id)
        chain = await uow.audit.verify(case.case_id)
        trail = [row.action for row in await uow.audit.of_case(case.case_id)]
    fine = {OutboxState.SENT, OutboxState.DROPPED}
    assert [row for row in effects if row.state not in fine] == []
    assert len({row.event_id for row in journal}) == len(journal)
    assert chain.whole
    for once in ("submitted", "approved", "agreements_signed", "customer_verified"):
        assert trail.count(once) == 1, once
    assert case.submission.application_number is not None
    assert case.submission.application_number.endswith("000001")


async def replays(show: Theatre, case: Case) -> None:
    """The journal alone gives the case."""
    codec, replayed = Codec(), None
    async with show.store.begin() as uow:
        journal = await uow.journal.of_case(case.case_id)
    for row in journal:
        replayed = advance(replayed, codec.decode(row.payload, Event), Policy()).case
    assert replayed == await show.case()
