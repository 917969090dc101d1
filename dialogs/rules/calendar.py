"""Trading days and the desk's working hours, so that an answer about time is honest (Guide R45).

Days and clock times are those of the exchanges; moments go in aware and come out in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import chain

from dialogs.errors import InvariantBrokenError

CHINA_OFFSET = timedelta(hours=8)
"""Asia/Shanghai is UTC+8 without daylight saving since 1991: no time zone file is read."""

_DAY = timedelta(days=1)
_SATURDAY = 5


def _span(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * n for n in range((last - first).days + 1))


HOLIDAYS_2026: frozenset[date] = frozenset(
    chain(
        _span(date(2026, 1, 1), date(2026, 1, 3)),
        _span(date(2026, 2, 15), date(2026, 2, 23)),
        _span(date(2026, 4, 4), date(2026, 4, 6)),
        _span(date(2026, 5, 1), date(2026, 5, 5)),
        _span(date(2026, 6, 19), date(2026, 6, 21)),
        _span(date(2026, 9, 25), date(2026, 9, 27)),
        _span(date(2026, 10, 1), date(2026, 10, 7)),
    )
)
"""The State Council's arrangement for 2026 (published 2025-11-04).

Further years are published each autumn; a firm sets them in its settings.
"""


@dataclass(frozen=True, slots=True)
class Calendar:
    """On which days the futures exchanges trade.

    Weekends never trade, not even those made work-days by the holiday arrangement (调休).
    A year without an entry is treated as having no holidays.

    Attributes:
        holidays: statutory days off; weekends among them change nothing.
        utc_offset: how far the exchanges' clock is ahead of UTC.
    """

    holidays: frozenset[date]
    utc_offset: timedelta = CHINA_OFFSET

    def is_trading_day(self, day: date) -> bool:
        """Say whether the exchanges trade in the daytime of that day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_trading_day(self, day: date) -> date:
        """Return the first trading day after the day, never the day itself."""
        following = day + _DAY
        while not self.is_trading_day(following):
            following += _DAY
        return following

    def trading_days_after(self, day: date, count: int) -> date:
        """Return the `count`-th trading day after the day; with 0 the day itself.

        Raises:
            InvariantBrokenError: a negative count.
        """
        if count < 0:
            raise InvariantBrokenError(f"cannot count {count} trading days")
        for _ in range(count):
            day = self.next_trading_day(day)
        return day

    def has_night_session(self, day: date) -> bool:
        """Say whether trading goes on in the evening of that day.

        Before an ordinary weekend it does; on the last trading day before a statutory holiday,
        and on a day that does not trade, it does not.
        """
        if not self.is_trading_day(day):
            return False
        between = _span(day + _DAY, self.next_trading_day(day) - _DAY)
        return all(free.weekday() >= _SATURDAY for free in between)

    def local(self, at: datetime) -> datetime:
        """Return the moment on the exchanges' clock.

        Raises:
            InvariantBrokenError: a naive moment, which would be read on the machine's clock.
        """
        if at.utcoffset() is None:
            raise InvariantBrokenError("a moment without a time zone")
        return at.astimezone(timezone(self.utc_offset))

    def moment(self, day: date, clock: time) -> datetime:
        """Return the moment, in UTC, at which the exchanges' clock shows that day and time."""
        return datetime.combine(day, clock, timezone(self.utc_offset)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Hours:
    """When the desk is staffed, on the exchanges' clock; a closing time itself is closed.

    Attributes:
        day_opens, day_closes: the hours of every trading day.
        night_opens, night_closes: the hours of every night session; a closing time before the
            opening one is on the next calendar day; two equal times mean no night desk.

    Raises:
        InvariantBrokenError: the times overlap or run backwards.
    """

    day_opens: time = time(8, 30)
    day_closes: time = time(17, 30)
    night_opens: time = time(20, 30)
    night_closes: time = time(2, 30)

    def __post_init__(self) -> None:
        in_order = self.day_opens < self.day_closes <= self.night_opens
        past_midnight = self.night_closes < self.night_opens
        if not in_order or (past_midnight and self.night_closes > self.day_opens):
            raise InvariantBrokenError(f"hours that overlap or run backwards: {self}")


@dataclass(frozen=True, slots=True)
class DeskCalendar:
    """When somebody is at the desk: by day on trading days, by night when trading goes on.

    Friday's night lasts into Saturday morning. A desk that is staffed round the clock, every
    day, never closes.
    """

    calendar: Calendar
    hours: Hours = Hours()
    round_the_clock: bool = False

    def is_open(self, at: datetime) -> bool:
        """Say whether the desk is staffed at that moment."""
        return self.round_the_clock or self.closes_at(at) is not None

    def opens_at(self, at: datetime) -> datetime:
        """Return the moment itself while the desk is open, otherwise its next opening."""
        if self.round_the_clock:
            return at.astimezone(UTC)
        opens, _ = next(self._sessions(at))
        return max(opens, at.astimezone(UTC))

    def closes_at(self, at: datetime) -> datetime | None:
        """Return the end of the running session; None while the desk is closed."""
        opens, closes = next(self._sessions(at))
        return closes if opens <= at else None

    def _sessions(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield opening and closing of all sessions that are not yet over, earliest first."""
        day = self.calendar.local(at).date() - _DAY
        while True:
            yield from (session for session in self._sessions_of(day) if session[1] > at)
            day = self.calendar.next_trading_day(day)

    def _sessions_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the sessions that begin on that day."""
        hours, moment = self.hours, self.calendar.moment
        if self.calendar.is_trading_day(day):
            yield moment(day, hours.day_opens), moment(day, hours.day_closes)
        if self.calendar.has_night_session(day) and hours.night_opens != hours.night_closes:
            ends = day + _DAY if hours.night_closes < hours.night_opens else day
            yield moment(day, hours.night_opens), moment(ends, hours.night_closes)


def expected_end(at: datetime, days: int, calendar: Calendar, hours: Hours) -> datetime:
    """Return when a review submitted at that moment is expected to be finished (Guide R45).

    Counted as the exchanges count T+n: what comes in on a trading day before the desk's day
    closes has that day as T, anything else the next trading day; the review ends when the day
    closes `days` trading days after T. So nothing sent in shortly before closing time is
    promised for the same day, unless `days` is 0.

    Raises:
        InvariantBrokenError: a naive moment or a negative number of days.
    """
    local = calendar.local(at)
    in_time = calendar.is_trading_day(local.date()) and local.time() < hours.day_closes
    start = local.date() if in_time else calendar.next_trading_day(local.date())
    return calendar.moment(calendar.trading_days_after(start, days), hours.day_closes)
