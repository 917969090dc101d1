"""A case: one password reset from hello to result, as one immutable value."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.evidence import CardReading
from dialogs.kinds import (
    Action,
    CardSide,
    CodePurpose,
    DocumentKind,
    Eligibility,
    Lang,
    PasswordKind,
    Verdict,
)
from dialogs.reasons import Finding


class StepName(StrEnum):
    """The steps of the guide, in the order of `dialogs.flow`."""

    INTRO = "intro"
    NAME = "name"
    DOCUMENT_KIND = "document_kind"
    NUMBER = "number"
    PHONE = "phone"
    CODE = "code"
    RECORDS = "records"
    SELECTION = "selection"
    NOTICE = "notice"
    PASSWORDS = "passwords"
    DOCUMENT = "document"
    FIELDS = "fields"
    CONSENT = "consent"
    LIVENESS = "liveness"
    STATEMENT = "statement"
    AGREEMENTS = "agreements"
    SIGNING = "signing"
    SUBMIT = "submit"
    REVIEW = "review"


class Phase(StrEnum):
    """Where a case stands as a whole."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


CLOSED = frozenset({Phase.DONE, Phase.REFUSED, Phase.CANCELLED, Phase.EXPIRED})


class CheckKind(StrEnum):
    """A check that a worker runs."""

    CARD = "card"
    FACE = "face"
    STATEMENT = "statement"


class ResultState(StrEnum):
    """What became of one new password (D9)."""

    WAITING = "waiting"
    IN_EFFECT = "in_effect"
    REFUSED = "refused"
    PENDING = "pending"


class RefusalReason(StrEnum):
    """Why a core system refused a new password; each has a customer text."""

    SAME_AS_OLD = "same_as_old"
    RULE = "rule"
    ACCOUNT_LOCKED = "account_locked"
    ACCOUNT_CLOSED = "account_closed"
    OTHER = "other"


class AgreementId(StrEnum):
    """The documents the customer reads (Guide R27, R35, R42, R43)."""

    SAFETY_NOTICE = "safety_notice"
    DATA_CONSENT = "data_consent"
    SERVICE = "service"
    RISK = "risk"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who talks to the customer: the bot (`agent` None) or one agent, as a numbered lease."""

    lease: int = 1
    agent: str | None = None


class PersonReason(StrEnum):
    """Why a person is in the talk; each has a text `desk-why-<value>` for the agents' card."""

    ASKED = "asked"
    TRIES = "tries"
    UNSURE = "unsure"
    NOT_UNDERSTOOD = "not_understood"
    UPSET = "upset"
    OTHER_WAY = "other_way"
    STEPPED_IN = "stepped_in"
    NOT_ME = "not_me"
    NO_CHECK = "no_check"


@dataclass(frozen=True, slots=True)
class Help:
    """The people's side of a talk: who is waited for, who helped.

    Attributes:
        wanted_at: since when a person is waited for; None when nobody is.
        why: why, also after somebody came.
        callback: whether the customer would rather be called when somebody is there.
        notices: how often the wait was told.
        prompted: whether the agent asked for the standing step, so that words answer it.
        unanswered_at: the customer's oldest message that the agent has not answered.
        reminded: whether the agent was reminded of it.
        handlers: the agents who held the conversation: none of them reviews the case.
        on_desk: whether the agents have a topic of it, which is kept true from then on.
        digits: how many digits of the customer's newest messages the agents could read.
        digits_at: when they read the last of them.
    """

    wanted_at: datetime | None = None
    why: PersonReason | None = None
    callback: bool = False
    notices: int = 0
    prompted: bool = False
    unanswered_at: datetime | None = None
    reminded: bool = False
    handlers: tuple[str, ...] = ()
    on_desk: bool = False
    digits: int = 0
    digits_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the customer says they are (Guide R12); personal data, never logged."""

    name: str | None = field(default=None, repr=False)
    document_kind: DocumentKind | None = None
    number: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    prefilled: bool = False


@dataclass(frozen=True, slots=True)
class CodeState:
    """One purpose's one-time code (D7).

    Attributes:
        purpose: what it is good for.
        code_id: the newest code; only this one counts.
        digest: its keyed digest, None until it was sent.
        expires_at: end of its validity, None until it was sent.
        wrong: wrong entries so far.
        sends: when codes were asked for, for the limit per half hour.
        passed_at: when the right code was entered.
        failed: whether sending it failed.
    """

    purpose: CodePurpose
    code_id: str = ""
    digest: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    wrong: int = 0
    sends: tuple[datetime, ...] = ()
    passed_at: datetime | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """What the firm's registry says (Guide R2), told only after the code (D8).

    Attributes:
        customer_ref: the firm's own opaque reference.
        eligibility: whether a reset is possible now.
        holdings: the password kinds the customer holds.
        in_progress: the business in progress, in the firm's words, if any.
        seat: the secondary seat's type, e.g. `#50011-盛立移动3#` (Guide R25).
        has_certificate: whether a digital certificate was issued before (Guide R43).
        document_valid_to: the last day of the document in the firm's records.
        account_numbers: for the advice of D6.
    """

    customer_ref: str
    eligibility: Eligibility
    holdings: tuple[PasswordKind, ...] = ()
    in_progress: str | None = None
    seat: str | None = None
    has_certificate: bool = False
    document_valid_to: date | None = None
    account_numbers: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SealedPassword:
    """A reference to a new password that only the back office can open.

    The sealed bytes stand in one row of their own, neither in the case nor in the journal, so
    that destroying the row destroys the password (D10).

    Attributes:
        kind: which password.
        sealed_id: the row with the sealed bytes.
        key_id: the back office's key.
        sealed_at: when.
    """

    kind: PasswordKind
    sealed_id: str
    key_id: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class CardShot:
    """An accepted photograph of one side."""

    side: CardSide
    media_id: str
    verdict: Verdict
    reading: CardReading = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields as the customer confirms them (Guide R29, R33, R34)."""

    name: str | None = field(default=None, repr=False)
    valid_from: date | None = None
    valid_to: date | None = None
    long_term: bool = False
    address: str | None = field(default=None, repr=False)
    corrected: tuple[str, ...] = ()
    correcting: str | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One action of the liveness challenge (Guide R37).

    Attributes:
        action: what was asked for.
        media_id: the picture or film that passed.
        media_kind: what it came as.
        verdict: how it passed.
        yaw: how far the head was turned to which side, as the check measured it.
    """

    action: Action
    media_id: str | None = None
    media_kind: str = "photo"
    verdict: Verdict | None = None
    yaw: float | None = None


@dataclass(frozen=True, slots=True)
class Liveness:
    """The challenge: a random sequence of actions, each in its own window."""

    rounds: tuple[Round, ...] = ()
    deadline: datetime | None = None
    passed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The spoken statement (Guide R38-R41).

    Attributes:
        media_id: the recording, None until it came.
        media_kind: what it came as.
        submitted: whether the customer wants it judged.
        verdict: what the check said.
        phrase: the digits that have to be spoken in this very recording.
    """

    media_id: str | None = None
    media_kind: str = "video"
    submitted: bool = False
    verdict: Verdict | None = None
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementState:
    """One agreement of the case with what was shown (Guide R42)."""

    agreement: AgreementId
    version: str | None = None
    sha256: str | None = None
    opened_at: datetime | None = None
    read_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """The signed agreements (Guide R42-R44)."""

    asked_at: datetime | None = None
    pdf_media_id: str | None = None
    pdf_sha256: str | None = None
    certificate_serial: str | None = None
    signed_at: datetime | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """The submitted application (Guide R45).

    Attributes:
        application_number: its number; a resubmission may get another one.
        submitted_at: when it was taken.
        rounds: how often it was submitted.
        asked_at: when the desk was asked to take it.
        failed: whether the desk did not.
        earlier_numbers: the numbers of earlier rounds: customers go on asking by them.
    """

    application_number: str | None = None
    submitted_at: datetime | None = None
    rounds: int = 0
    asked_at: datetime | None = None
    failed: bool = False
    earlier_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """One thing the reviewer sent back (Guide R46).

    Attributes:
        step: the step to do again.
        reason: a named reason, if one fits.
        words: the reviewer's own public words.
        item: which of the reviewed items it is (`dialogs.reviewing`), if told.
    """

    step: StepName
    reason: Finding | None = None
    words: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What reviewers decided about one item of a case (`dialogs.reviewing`).

    Attributes:
        item: the item's name.
        accepted: whether it stands, or is to be done again.
        reviewers: who said so; accepting what a check refused takes two.
        finding: the reason from the list, when it is to be done again.
        words: free words that the customer reads.
        internal: free words for colleagues only.
    """

    item: str
    accepted: bool
    reviewers: tuple[str, ...]
    finding: Finding | None = None
    words: str | None = None
    internal: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of evidence that a reviewed item rested on."""

    item: str
    media_id: str
    media_kind: str


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """One return for correction that is over (Guide R46).

    Attributes:
        number: the rounds are counted from 1.
        at: when it was returned.
        reviewer: who returned it.
        returned: what is to be done again.
        evidence: what it rested on, to compare the next submission with.
    """

    number: int
    at: datetime
    reviewer: str
    returned: tuple[ReturnedItem, ...]
    evidence: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The review of the standing submission.

    Attributes:
        reviewer: who holds it; nobody else decides meanwhile.
        decisions: what was decided about its items.
        escalated: whether a supervisor has to decide.
        due_at: when a result was promised.
        reminded: how often the reviewers were reminded.
        rounds: the returns before.
    """

    reviewer: str | None = None
    decisions: tuple[Decision, ...] = ()
    escalated: bool = False
    due_at: datetime | None = None
    reminded: int = 0
    rounds: tuple[ReviewRound, ...] = ()


class MilestoneKind(StrEnum):
    """What a customer's timeline tells; each has a text `milestone-<value>`."""

    OPENED = "opened"
    VERIFIED = "verified"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUMED = "resumed"
    APPROVED = "approved"
    IN_EFFECT = "in_effect"
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 - an event of the timeline
    PENDING = "pending"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FROZEN = "frozen"
    UNFROZEN = "unfrozen"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the customer's timeline; `password` where it concerns one only."""

    kind: MilestoneKind
    at: datetime
    password: PasswordKind | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another case of the same customer, as the status tells it."""

    case_id: str
    application_number: str
    phase: Phase
    at: datetime


@dataclass(frozen=True, slots=True)
class PasswordResult:
    """What became of one password (D9).

    Attributes:
        kind: which.
        state: what is known.
        refusal: why a core system refused it.
        until: when a pending one is expected to be in effect.
        attempt: which choice of it this is about; a refused one may be chosen again.
    """

    kind: PasswordKind
    state: ResultState = ResultState.WAITING
    refusal: RefusalReason | None = None
    until: datetime | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class PendingCheck:
    """A check that runs for the current step."""

    check_id: str
    kind: CheckKind
    media_id: str
    media_kind: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a reviewer must decide (D12)."""

    step: StepName
    finding: Finding
    media_id: str


@dataclass(frozen=True, slots=True)
class Attempts:
    """Tries used in one place; never a ban, only an offer (D11)."""

    place: str
    used: int


@dataclass(frozen=True, slots=True)
class Case:
    """One reset. Changed only by `dialogs.machine.advance`.

    Attributes:
        case_id: its identifier.
        lang: the language the customer reads.
        opened_at: when it began.
        version: the flow's version it runs under.
        step: the step that is asked now.
        phase: where it stands as a whole.
        prompt_no: the number of the newest prompt; buttons of earlier ones are stale.
        last_heard_at: when the customer last did something.
        reopened: steps to do again after a return (Guide R46); empty otherwise.
        picked: the passwords to reset; committed once `picks_confirmed`.
        issued: those of them that the back office makes itself (D5).
        typing: the password kind typed in the chat just now, if any.
        misses: messages in a row that were not understood.
        help: the agents' side of the talk.
        review: the reviewers' side of the submission.
        waived: steps that a person let pass to the reviewers although a check refused (D13).
        milestones: the customer's timeline.
        earlier: other cases of the same proven customer.
        frozen_at: since when the case is frozen: "this was not me".
    """

    case_id: str
    lang: Lang
    opened_at: datetime
    version: int
    step: StepName = StepName.INTRO
    phase: Phase = Phase.OPEN
    prompt_no: int = 0
    last_heard_at: datetime | None = None
    accepted_at: datetime | None = None
    speaker: Speaker = Speaker()
    identity: Identity = Identity()
    codes: tuple[CodeState, ...] = ()
    record: CustomerRecord | None = None
    record_failed: bool = False
    picked: tuple[PasswordKind, ...] = ()
    picks_confirmed: bool = False
    issued: tuple[PasswordKind, ...] = ()
    sealed: tuple[SealedPassword, ...] = ()
    typing: PasswordKind | None = None
    shots: tuple[CardShot, ...] = ()
    fields: Fields = Fields()
    liveness: Liveness = Liveness()
    statement: Statement = Statement()
    agreements: tuple[AgreementState, ...] = ()
    signature: Signature = Signature()
    submission: Submission = Submission()
    reopened: tuple[StepName, ...] = ()
    returned: tuple[ReturnedItem, ...] = ()
    results: tuple[PasswordResult, ...] = ()
    checks: tuple[PendingCheck, ...] = ()
    flags: tuple[Flag, ...] = ()
    attempts: tuple[Attempts, ...] = ()
    misses: int = 0
    blocked: bool = False
    help: Help = Help()
    review: Review = Review()
    waived: tuple[StepName, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    frozen_at: datetime | None = None
