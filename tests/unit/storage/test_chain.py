"""Whatever is done to an audit chain from outside is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import chain
from storage.api import AuditRow, Json

NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)


def entries(count: int) -> list[AuditRow]:
    made: list[AuditRow] = []
    for number in range(1, count + 1):
        previous = made[-1].hash if made else chain.FIRST
        detail: dict[str, Json] = {"n": number, "文": [1.5, None]}
        at = NOW + timedelta(seconds=number)
        digest = chain.link("c1", number, at, "bot", "said", detail, previous)
        made.append(AuditRow(number, "c1", number, at, "bot", "said", detail, previous, digest))
    return made


@given(st.integers(0, 6))
def test_an_untouched_chain_is_whole(count: int) -> None:
    report = chain.verify("c1", entries(count))
    assert (report.whole, report.length) == (True, count)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "agent:1"},
        {"action": "other"},
        {"detail": {}},
        {"at": NOW},
        {"number": 9},
        {"case_id": "c2"},
        {"previous": "f" * 64},
        {"hash": "f" * 64},
    ],
)
@given(position=st.integers(0, 3))
def test_a_changed_entry_is_named(change: dict[str, object], position: int) -> None:
    made = entries(4)
    made[position] = replace(made[position], **change)  # type: ignore[arg-type]  # by name
    assert chain.verify("c1", made).first_broken == position + 1


@given(position=st.integers(0, 2))
def test_a_removed_entry_is_noticed(position: int) -> None:
    made = entries(4)
    del made[position]
    assert chain.verify("c1", made).first_broken == position + 1


def test_swapped_and_repeated_entries_are_noticed() -> None:
    one, two, three = entries(3)
    assert chain.verify("c1", [one, three, two]).first_broken == 2
    assert chain.verify("c1", [one, two, two, three]).first_broken == 3


def test_a_time_counts_by_its_instant_not_by_its_zone() -> None:
    from zoneinfo import ZoneInfo

    there = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
    here = chain.link("c1", 1, NOW, "bot", "said", {}, chain.FIRST)
    assert chain.link("c1", 1, there, "bot", "said", {}, chain.FIRST) == here
