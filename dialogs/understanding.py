"""What a customer's free words mean, as an event carries it."""

from dataclasses import dataclass
from enum import StrEnum

from dialogs.kinds import DocumentKind, PasswordKind


class Intent(StrEnum):
    """What the customer wants. NLU suggests; only buttons commit."""

    RESET_PASSWORD = "reset_password"  # noqa: S105 - an intent
    ASK_WHO_MAY_APPLY = "ask_who_may_apply"
    ASK_DOCUMENTS = "ask_documents"
    ASK_PASSWORD_RULES = "ask_password_rules"  # noqa: S105 - an intent
    ASK_PASSWORD_KINDS = "ask_password_kinds"  # noqa: S105 - an intent
    ASK_SECONDARY_SEAT = "ask_secondary_seat"
    ASK_CODE_NOT_RECEIVED = "ask_code_not_received"
    ASK_PHONE_OUT_OF_USE = "ask_phone_out_of_use"
    ASK_WHY_VIDEO = "ask_why_video"
    ASK_PHOTO_TIPS = "ask_photo_tips"
    ASK_VIDEO_TIPS = "ask_video_tips"
    ASK_AGREEMENTS = "ask_agreements"
    ASK_HOW_LONG = "ask_how_long"
    ASK_COST = "ask_cost"
    ASK_HOURS = "ask_hours"
    ASK_SAFE = "ask_safe"
    ASK_GENUINE = "ask_genuine"
    ASK_DATA_USE = "ask_data_use"
    ASK_TRADE_MEANWHILE = "ask_trade_meanwhile"
    REFUSE_FACE = "refuse_face"
    STATUS = "status"
    WHY_RETURNED = "why_returned"
    GO_BACK = "go_back"
    WRONG_PHONE = "wrong_phone"
    WRONG_IDENTITY = "wrong_identity"
    CHANGE_SELECTION = "change_selection"
    RESEND_CODE = "resend_code"
    START_OVER = "start_over"
    STOP = "stop"
    PERSON = "person"
    HELP = "help"
    SPEAK_CHINESE = "speak_chinese"
    SPEAK_ENGLISH = "speak_english"
    AFFIRM = "affirm"
    DENY = "deny"
    WAIT = "wait"
    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    INSULT = "insult"
    FRUSTRATION = "frustration"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts told in passing, found without any model: "我叫…，身份证号…，手机…"."""

    name: str | None = None
    document_kind: DocumentKind | None = None
    number: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """One message understood.

    Attributes:
        intent: the best intent, OUT_OF_SCOPE when nothing fits well enough.
        confidence: 0-1, calibrated enough to compare with the policy's threshold.
        passwords: the kinds named, expanded from account and kind words.
        application_number: e.g. RS20260102000017.
        facts: personal facts found by pattern, never by the model.
    """

    intent: Intent
    confidence: float
    passwords: tuple[PasswordKind, ...] = ()
    application_number: str | None = None
    facts: Facts = Facts()
