"""The procedure's closed sets: languages, documents, accounts, passwords, verdicts."""

from enum import StrEnum


class Lang(StrEnum):
    """A language the bot speaks."""

    ZH = "zh"
    EN = "en"


class DocumentKind(StrEnum):
    """A document that is accepted (Guide R8)."""

    RESIDENT_ID = "resident_id"
    PERMANENT_RESIDENT = "permanent_resident"


class CardSide(StrEnum):
    """A side of the card; the front is the one with the portrait."""

    FRONT = "front"
    BACK = "back"


class AccountKind(StrEnum):
    """A group of passwords (Guide R4-R7)."""

    FUTURES = "futures"
    OPTION = "option"
    FUND = "fund"
    MONITORING = "monitoring"


class PasswordKind(StrEnum):
    """One of the ten passwords that can be reset (Guide R4-R7)."""

    FUTURES_TRADING = "futures_trading"
    FUTURES_FUND = "futures_fund"
    FUTURES_SEAT = "futures_seat"
    OPTION_TRADING = "option_trading"
    OPTION_FUND = "option_fund"
    SPOT_TRADING = "spot_trading"
    SPOT_FUND = "spot_fund"
    FUND_TRADING = "fund_trading"
    FUND_FUND = "fund_fund"
    MONITORING = "monitoring"


class PasswordRule(StrEnum):
    """The form of a password (Guide R17, R20, D4, D5)."""

    DIGITS_8 = "digits_8"
    DIGITS_6 = "digits_6"
    ALPHANUMERIC = "alphanumeric"
    ISSUED = "issued"


class Verdict(StrEnum):
    """A check's answer; doubt goes to a person (D12)."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNSURE = "unsure"


class Action(StrEnum):
    """What the customer is asked to do in front of the camera (Guide R37)."""

    LOOK_AHEAD = "look_ahead"
    CLOSE_EYES = "close_eyes"
    OPEN_MOUTH = "open_mouth"
    SMILE = "smile"
    TURN_HEAD = "turn_head"
    TURN_OTHER = "turn_other"
    """To the side opposite to that of an earlier `TURN_HEAD`."""


class MediaKind(StrEnum):
    """What kind of attachment arrived."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    ANIMATION = "animation"
    STICKER = "sticker"
    OTHER = "other"


class CodePurpose(StrEnum):
    """What a one-time code is good for (D7)."""

    IDENTITY = "identity"
    SIGNING = "signing"


class Eligibility(StrEnum):
    """What the firm's records say of a customer (Guide R2)."""

    IN_ORDER = "in_order"
    DOCUMENT_EXPIRED = "document_expired"
    BUSINESS_IN_PROGRESS = "business_in_progress"
    NOT_IN_ORDER = "not_in_order"
    NO_ACCOUNTS = "no_accounts"


ACCOUNT_OF: dict[PasswordKind, AccountKind] = {
    PasswordKind.FUTURES_TRADING: AccountKind.FUTURES,
    PasswordKind.FUTURES_FUND: AccountKind.FUTURES,
    PasswordKind.FUTURES_SEAT: AccountKind.FUTURES,
    PasswordKind.OPTION_TRADING: AccountKind.OPTION,
    PasswordKind.OPTION_FUND: AccountKind.OPTION,
    PasswordKind.SPOT_TRADING: AccountKind.OPTION,
    PasswordKind.SPOT_FUND: AccountKind.OPTION,
    PasswordKind.FUND_TRADING: AccountKind.FUND,
    PasswordKind.FUND_FUND: AccountKind.FUND,
    PasswordKind.MONITORING: AccountKind.MONITORING,
}
