"""The firm's settings of the procedure: every number of D1-D14, the guide's as defaults."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.kinds import PasswordKind, PasswordRule
from dialogs.model import AgreementId
from dialogs.rules.calendar import HOLIDAYS_2026, Calendar, DeskCalendar, expected_end
from dialogs.rules.passwords import RULE_OF

_CALENDAR = DeskCalendar(Calendar(HOLIDAYS_2026))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a firm may set.

    Attributes:
        firm_zh, firm_en: the firm's name as customers know it.
        service_line: the telephone number of Guide R14.
        code_valid, code_resend, code_window: validity, pause and window of codes (D7).
        code_wrong_max, code_sends_max: wrong entries and sends allowed (D7).
        idle, expiry, returned_expiry: reminders and ends (D10).
        photo_tries, liveness_tries, video_tries: tries before a person is offered (D11).
        liveness_actions: random actions asked for after the plain look (Guide R37).
        liveness_window: the time for one action.
        statement_min_s: the least length of the statement (Guide R40).
        confidence: NLU answers below it are not acted upon.
        password_rules: the form of each password (D5).
        agreements: what every customer signs (Guide R42).
        review_days: trading days a review usually takes, for an honest answer.
        calendar: when the markets trade and the agents work.
        desk: whether agents work behind the bot; without them the service line is named.
        wait_notice: how often a waiting customer is told how it stands (the pause doubles).
        wait_notices_max: after so many the customer is told plainly that it takes too long.
        agent_silence: after so long an agent is reminded, then the bot takes the talk back.
        review_remind: how long after the promised end, and after each reminder, reviewers are
            reminded.
        settle_retry: how often a pending password is asked after once it is due.
    """

    firm_zh: str = "示例期货"
    firm_en: str = "Sample Futures"
    service_line: str = "4009908826"
    code_valid: timedelta = timedelta(seconds=180)
    code_resend: timedelta = timedelta(seconds=60)
    code_window: timedelta = timedelta(minutes=30)
    code_wrong_max: int = 5
    code_sends_max: int = 3
    idle: timedelta = timedelta(minutes=30)
    expiry: timedelta = timedelta(hours=24)
    returned_expiry: timedelta = timedelta(days=7)
    photo_tries: int = 5
    liveness_tries: int = 3
    video_tries: int = 3
    liveness_actions: int = 2
    liveness_window: timedelta = timedelta(seconds=120)
    statement_min_s: int = 5
    confidence: float = 0.5
    password_rules: tuple[tuple[PasswordKind, PasswordRule], ...] = tuple(RULE_OF.items())
    agreements: tuple[AgreementId, ...] = (AgreementId.SERVICE, AgreementId.RISK)
    review_days: int = 1
    calendar: DeskCalendar = _CALENDAR
    desk: bool = False
    wait_notice: timedelta = timedelta(minutes=3)
    wait_notices_max: int = 3
    agent_silence: timedelta = timedelta(minutes=10)
    review_remind: timedelta = timedelta(hours=4)
    settle_retry: timedelta = timedelta(minutes=10)

    def rule_of(self, kind: PasswordKind) -> PasswordRule:
        """Return the form asked of this kind of password (D5)."""
        return dict(self.password_rules)[kind]

    def review_ends(self, submitted_at: datetime) -> datetime:
        """Return when a submission's result is promised (Guide R45)."""
        desk = self.calendar
        return expected_end(submitted_at, self.review_days, desk.calendar, desk.hours)
