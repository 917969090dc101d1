"""Trading days, night sessions and the desk's hours, on the calendar of 2026 and on any other."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.errors import InvariantBrokenError
from dialogs.rules.calendar import (
    CHINA_OFFSET,
    HOLIDAYS_2026,
    Calendar,
    DeskCalendar,
    Hours,
    expected_end,
)

CHINA = timezone(CHINA_OFFSET)
CALENDAR = Calendar(HOLIDAYS_2026)
HOURS = Hours()
DESK = DeskCalendar(CALENDAR)


def shanghai(text: str) -> datetime:
    """Return the moment written as `2026-02-13 17:30` on Shanghai's clock, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA).astimezone(UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("2026-03-12", True),
        ("2026-03-14", False),  # a Saturday
        ("2026-01-01", False),
        ("2026-01-04", False),  # a Sunday made a work-day
        ("2026-02-13", True),
        ("2026-02-14", False),  # a Saturday made a work-day
        ("2026-02-16", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", False),  # a Saturday made a work-day
        ("2026-04-06", False),
        ("2026-05-05", False),
        ("2026-05-06", True),
        ("2026-06-19", False),
        ("2026-09-20", False),  # a Sunday made a work-day
        ("2026-09-25", False),
        ("2026-09-28", True),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", False),  # a Saturday made a work-day
    ],
)
def test_weekends_and_holidays_do_not_trade(text: str, *, trades: bool) -> None:
    assert CALENDAR.is_trading_day(day(text)) is trades


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2026-03-12", "2026-03-13"),
        ("2026-03-13", "2026-03-16"),
        ("2026-02-13", "2026-02-24"),
        ("2026-02-17", "2026-02-24"),
        ("2026-09-30", "2026-10-08"),
        ("2026-04-03", "2026-04-07"),
    ],
)
def test_the_next_trading_day(text: str, following: str) -> None:
    assert CALENDAR.next_trading_day(day(text)) == day(following)


def test_trading_days_are_counted_over_weekends_and_holidays() -> None:
    assert CALENDAR.trading_days_after(day("2026-02-12"), 0) == day("2026-02-12")
    assert CALENDAR.trading_days_after(day("2026-02-12"), 1) == day("2026-02-13")
    assert CALENDAR.trading_days_after(day("2026-02-12"), 3) == day("2026-02-25")
    assert CALENDAR.trading_days_after(day("2026-03-14"), 1) == day("2026-03-16")
    with pytest.raises(InvariantBrokenError):
        CALENDAR.trading_days_after(day("2026-02-12"), -1)


@pytest.mark.parametrize(
    ("text", "night"),
    [
        ("2026-03-12", True),
        ("2026-03-13", True),  # Friday before an ordinary weekend
        ("2026-03-14", False),
        ("2026-03-15", False),
        ("2025-12-31", False),
        ("2026-02-12", True),
        ("2026-02-13", False),  # Friday before Spring Festival
        ("2026-02-23", False),  # the evening before trading begins again
        ("2026-02-24", True),
        ("2026-04-03", False),  # Friday before a holiday Monday
        ("2026-04-30", False),
        ("2026-06-18", False),  # Thursday before a holiday Friday
        ("2026-09-24", False),
        ("2026-09-30", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-09", True),  # Friday, though Saturday is made a work-day
    ],
)
def test_no_night_session_before_a_holiday(text: str, *, night: bool) -> None:
    assert CALENDAR.has_night_session(day(text)) is night


def test_a_holiday_on_a_weekend_alone_changes_nothing() -> None:
    calendar = Calendar(frozenset({day("2026-03-14"), day("2026-03-15")}))
    assert calendar.has_night_session(day("2026-03-13"))
    assert calendar.next_trading_day(day("2026-03-13")) == day("2026-03-16")


def test_a_year_without_entries_has_no_holidays() -> None:
    assert CALENDAR.is_trading_day(day("2027-01-01"))


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        ("2026-03-12 08:29", None),
        ("2026-03-12 08:30", "2026-03-12 17:30"),
        ("2026-03-12 17:29", "2026-03-12 17:30"),
        ("2026-03-12 17:30", None),
        ("2026-03-12 20:29", None),
        ("2026-03-12 20:30", "2026-03-13 02:30"),
        ("2026-03-13 00:00", "2026-03-13 02:30"),
        ("2026-03-13 02:29", "2026-03-13 02:30"),
        ("2026-03-13 02:30", None),
        ("2026-03-13 21:00", "2026-03-14 02:30"),  # Friday night
        ("2026-03-14 01:00", "2026-03-14 02:30"),  # ... lasts into Saturday
        ("2026-03-14 02:30", None),
        ("2026-03-14 10:00", None),
        ("2026-03-14 21:00", None),
        ("2026-03-15 21:00", None),
        ("2026-03-16 01:00", None),  # Monday before dawn: Sunday had no night
        ("2026-02-13 10:00", "2026-02-13 17:30"),
        ("2026-02-13 21:00", None),
        ("2026-02-14 01:00", None),
        ("2026-02-14 10:00", None),
        ("2026-02-18 10:00", None),
        ("2026-02-24 01:00", None),
        ("2026-02-24 21:00", "2026-02-25 02:30"),
        ("2026-09-30 21:00", None),
    ],
)
def test_when_the_desk_is_open_and_until_when(at: str, closes: str | None) -> None:
    expected = None if closes is None else shanghai(closes)
    assert DESK.closes_at(shanghai(at)) == expected
    assert DESK.is_open(shanghai(at)) is (closes is not None)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-03-12 07:00", "2026-03-12 08:30"),
        ("2026-03-12 12:34", "2026-03-12 12:34"),
        ("2026-03-12 17:30", "2026-03-12 20:30"),
        ("2026-03-13 02:30", "2026-03-13 08:30"),
        ("2026-03-14 01:00", "2026-03-14 01:00"),
        ("2026-03-14 02:30", "2026-03-16 08:30"),
        ("2026-02-13 17:30", "2026-02-24 08:30"),
        ("2026-09-30 18:00", "2026-10-08 08:30"),
        ("2026-10-05 12:00", "2026-10-08 08:30"),
    ],
)
def test_when_the_desk_opens_next(at: str, opens: str) -> None:
    assert DESK.opens_at(shanghai(at)) == shanghai(opens)


def test_a_desk_without_nights_and_one_that_closes_before_midnight() -> None:
    no_night = Hours(night_opens=time(20), night_closes=time(20))
    desk = DeskCalendar(CALENDAR, no_night)
    for clock in ("17:30", "19:00", "20:00", "21:00"):
        assert desk.opens_at(shanghai(f"2026-03-12 {clock}")) == shanghai("2026-03-13 08:30")
    early = DeskCalendar(CALENDAR, Hours(night_closes=time(23)))
    assert early.closes_at(shanghai("2026-03-12 22:00")) == shanghai("2026-03-12 23:00")
    assert not early.is_open(shanghai("2026-03-13 01:00"))


def test_sessions_may_touch() -> None:
    desk = DeskCalendar(CALENDAR, Hours(time(8), time(20), time(20), time(8)))
    assert desk.closes_at(shanghai("2026-03-12 19:59")) == shanghai("2026-03-12 20:00")
    assert desk.closes_at(shanghai("2026-03-12 20:00")) == shanghai("2026-03-13 08:00")
    assert desk.closes_at(shanghai("2026-03-13 08:00")) == shanghai("2026-03-13 20:00")


@pytest.mark.parametrize(
    "times",
    [
        (time(17), time(9), time(20), time(2)),
        (time(9), time(9), time(20), time(2)),
        (time(9), time(21), time(20), time(2)),
        (time(9), time(17), time(20), time(10)),
    ],
)
def test_hours_that_overlap_or_run_backwards_are_refused(
    times: tuple[time, time, time, time],
) -> None:
    with pytest.raises(InvariantBrokenError):
        Hours(*times)


@pytest.mark.parametrize(
    ("at", "days", "end"),
    [
        ("2026-03-12 10:00", 0, "2026-03-12"),
        ("2026-03-12 10:00", 1, "2026-03-13"),
        ("2026-03-12 07:00", 1, "2026-03-13"),
        ("2026-03-12 17:29", 1, "2026-03-13"),
        ("2026-03-12 17:30", 1, "2026-03-16"),
        ("2026-03-12 22:00", 0, "2026-03-13"),
        ("2026-03-13 10:00", 1, "2026-03-16"),
        ("2026-03-14 01:00", 1, "2026-03-17"),
        ("2026-02-13 10:00", 1, "2026-02-24"),
        ("2026-02-13 18:00", 1, "2026-02-25"),
        ("2026-02-18 12:00", 2, "2026-02-26"),
        ("2026-09-30 10:00", 1, "2026-10-08"),
        ("2026-10-10 10:00", 1, "2026-10-13"),
    ],
)
def test_when_a_review_is_expected_to_end(at: str, days: int, end: str) -> None:
    found = expected_end(shanghai(at), days, CALENDAR, HOURS)
    assert found == shanghai(f"{end} 17:30")
    assert found.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = shanghai("2026-03-12 10:00").replace(tzinfo=None)
    with pytest.raises(InvariantBrokenError):
        DESK.is_open(naive)
    with pytest.raises(InvariantBrokenError):
        expected_end(naive, 1, CALENDAR, HOURS)


def test_another_offset_moves_everything() -> None:
    calendar = Calendar(HOLIDAYS_2026, timedelta(hours=9))
    at = shanghai("2026-03-12 07:30")
    assert DeskCalendar(calendar).is_open(at)
    assert not DESK.is_open(at)


MOMENTS = st.datetimes(
    datetime(2025, 12, 20),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2027, 1, 20),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
DATES = st.dates(date(2025, 12, 1), date(2027, 2, 28))
CALENDARS = st.builds(
    lambda more: Calendar(HOLIDAYS_2026 | more), st.frozensets(DATES, max_size=40)
)
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    """Draw hours of every allowed form: a night into the next day, within one, and none."""
    clocks = sorted(draw(st.lists(MINUTES, min_size=4, max_size=4, unique=True)))
    if draw(st.booleans()):
        return Hours(clocks[1], clocks[2], clocks[3], clocks[0])
    return Hours(clocks[0], clocks[1], clocks[2], draw(st.sampled_from(clocks[2:])))


DESKS = st.builds(DeskCalendar, CALENDARS, any_hours())


@given(MOMENTS)
def test_the_desk_is_open_exactly_when_the_rules_in_plain_words_say_so(at: datetime) -> None:
    local = at.astimezone(CHINA)
    today, clock = local.date(), local.time()
    by_day = CALENDAR.is_trading_day(today) and time(8, 30) <= clock < time(17, 30)
    evening = CALENDAR.has_night_session(today) and clock >= time(20, 30)
    before_dawn = CALENDAR.has_night_session(today - timedelta(days=1)) and clock < time(2, 30)
    assert DESK.is_open(at) is (by_day or evening or before_dawn)


@given(DESKS, MOMENTS)
def test_it_is_open_when_it_opens_and_not_before(desk: DeskCalendar, at: datetime) -> None:
    opens = desk.opens_at(at)
    assert opens >= at
    assert opens.tzinfo is UTC
    assert desk.is_open(opens)
    assert desk.opens_at(opens) == opens
    assert desk.is_open(at) is (opens == at)
    waiting = opens - at
    for part in range(50):
        between = at + waiting * part / 50
        assert between == opens or not desk.is_open(between)


@given(DESKS, MOMENTS)
def test_it_stays_open_until_it_closes(desk: DeskCalendar, at: datetime) -> None:
    opens = desk.opens_at(at)
    closes = desk.closes_at(opens)
    assert closes is not None
    assert closes > opens
    assert closes.tzinfo is UTC
    for part in range(20):
        assert desk.closes_at(opens + (closes - opens) * part / 20) == closes
    assert desk.closes_at(closes) != closes


@given(CALENDARS, DATES)
def test_nothing_trades_before_the_next_trading_day(calendar: Calendar, today: date) -> None:
    following = calendar.next_trading_day(today)
    assert following > today
    assert calendar.is_trading_day(following)
    days = (today + timedelta(days=n) for n in range(1, (following - today).days))
    assert not any(calendar.is_trading_day(between) for between in days)


@given(DESKS, MOMENTS, MOMENTS, st.integers(0, 20), st.integers(0, 20))
def test_a_later_or_longer_review_never_ends_earlier(
    desk: DeskCalendar, one: datetime, other: datetime, fewer: int, more: int
) -> None:
    calendar, hours = desk.calendar, desk.hours
    early, late = sorted((one, other))
    fewer, more = sorted((fewer, more))
    end = expected_end(early, fewer, calendar, hours)
    assert end <= expected_end(late, fewer, calendar, hours)
    assert end <= expected_end(early, more, calendar, hours)


@given(DESKS, MOMENTS, st.integers(0, 20))
def test_a_review_ends_later_on_a_trading_day_when_the_day_closes(
    desk: DeskCalendar, at: datetime, days: int
) -> None:
    end = expected_end(at, days, desk.calendar, desk.hours)
    local = end.astimezone(CHINA)
    assert end > at
    assert desk.calendar.is_trading_day(local.date())
    assert local.time() == desk.hours.day_closes
