"""The process is killed at every commit boundary of one whole conversation.

Before and after each commit once, by SIGKILL; the next life takes over. The end must be that
of a conversation in which nobody died, and nothing may have been done twice.
"""

from pathlib import Path

import pytest

from dialogs.kinds import Lang
from dialogs.model import Case
from tests.crash.holds import applications, outline, replays, settled, trail, whole
from tests.crash.theatre import Theatre, converse, theatre
from tests.postgres import PostgresServer, postgres_server, postgres_url

__all__ = ["PostgresServer", "postgres_server", "postgres_url"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


async def test_dying_at_every_commit_changes_nothing_on_sqlite(tmp_path: Path) -> None:
    await _die_everywhere(tmp_path, None)


async def test_dying_at_a_quarter_of_the_commits_changes_nothing_on_postgresql(
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
        assert show.house.died_at_least(290), show.house.ledger.deaths
        await nothing_twice(show, case)
        await replays(show)


async def nothing_twice(show: Theatre, case: Case) -> None:
    """Two codes, one application, one change a password; every effect settled for good."""
    person = show.teller.person
    assert len(show.teller.codes_on(person.phone)) == 2
    await whole(show, case)
    on_record = await trail(show, case)
    for once in ("submitted", "approved", "agreements_signed", "customer_verified"):
        assert on_record[once] == 1, once
    assert await applications(show, case) == [case.submission.application_number]
