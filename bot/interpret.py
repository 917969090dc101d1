"""From what came in to an event: the only place where the NLU, files and secrets are touched.

It happens before the turn's transaction and needs the case only to know which step is asked;
what it finds travels on the event, so a replay asks nobody again.
"""

import unicodedata
from dataclasses import dataclass, replace

from bot.attachments import Attachments
from bot.codes import CodeBook, entered_code
from bot.engine import Means
from bot.incoming import (
    Arrival,
    Commanded,
    GaveContact,
    Left,
    Pressed,
    Replied,
    SentFile,
    Wrote,
)
from bot.letters import read_tap
from bot.typed_passwords import TypedPasswords, looks_like_password
from dialogs.codes import code_of
from dialogs.desk import PASSWORD_STEPS
from dialogs.effects import Verb
from dialogs.events import (
    Answered,
    BotBlocked,
    CodeEntered,
    ContactShared,
    Event,
    MediaReceived,
    Started,
    Tapped,
    TextSaid,
)
from dialogs.kinds import CodePurpose, Lang
from dialogs.model import Case, StepName
from dialogs.quoting import answered
from dialogs.rules.masking import COVER
from dialogs.rules.names import check_name, normalise_name
from dialogs.understanding import Intent, Understood
from nlu.api import Nlu
from nlu.errors import NluUnavailable
from nlu.fake import keyword_intent
from nlu.names import likely_name, told_name
from nlu.understood import deterministic
from storage.api import MediaRow, SealedRow

_COMMANDS = {
    "status": Verb.STATUS,
    "rules": Verb.RULES,
    "help": Verb.HELP,
    "person": Verb.PERSON,
    "cancel": Verb.CANCEL,
    "language": Verb.LANGUAGE,
}
_CODE_STEPS = {
    StepName.CODE: CodePurpose.IDENTITY,
    StepName.SIGNING: CodePurpose.SIGNING,
}
_DIGIT_STEPS = frozenset({StepName.NUMBER, StepName.PHONE})
_QUESTION_MARKS = ("?", "？")
_FIELD_MAX = 80
_RARE_NAME_LENGTHS = range(2, 5)
_ASKING = frozenset("吗呢么啥什怎谁哪几吧啊呀哦嗯我你您不")


@dataclass(frozen=True, slots=True)
class Interpreted:
    """An event with the rows that go into its transaction."""

    event: Event
    media: MediaRow | None = None
    sealed: tuple[SealedRow, ...] = ()


class Interpreter:
    """Interprets arrivals for the step that is asked."""

    def __init__(
        self,
        means: Means,
        nlu: Nlu,
        codes: CodeBook,
        attachments: Attachments,
        passwords: TypedPasswords,
    ) -> None:
        self._means = means
        self._nlu = nlu
        self._codes = codes
        self._attachments = attachments
        self._passwords = passwords

    async def interpret(self, arrival: Arrival, case: Case) -> Interpreted:
        """Return the event that an arrival is for this case."""
        match arrival.fact:
            case Wrote() as wrote:
                return await self._words(arrival, wrote, case)
            case SentFile() as file:
                return await self._file(arrival, file, case)
            case Commanded(name):
                return Interpreted(self._command(arrival, name, case))
            case Pressed(data=data):
                number, verb, arg = read_tap(data)
                return Interpreted(self._tap(arrival, verb, arg, number))
            case GaveContact(phone, own):
                return Interpreted(
                    ContactShared(
                        event_id=arrival.event_id, at=arrival.at, seed=self._seed(),
                        phone=phone, own=own,
                    )
                )  # fmt: skip
            case Left(blocked):
                return Interpreted(
                    BotBlocked(
                        event_id=arrival.event_id, at=arrival.at, seed=self._seed(),
                        blocked=blocked,
                    )
                )  # fmt: skip

    def _seed(self) -> int:
        return self._means.ids.seed()

    def _tap(self, arrival: Arrival, verb: str, arg: str, prompt_no: int) -> Tapped:
        return Tapped(
            event_id=arrival.event_id,
            at=arrival.at,
            seed=self._seed(),
            verb=verb,
            arg=arg,
            prompt_no=prompt_no,
        )

    def _command(self, arrival: Arrival, name: str, case: Case) -> Event:
        verb = _COMMANDS.get(name)
        if name == "start" or verb is None:
            return Started(event_id=arrival.event_id, at=arrival.at, seed=self._seed())
        other = Lang.EN if case.lang is Lang.ZH else Lang.ZH
        arg = other.value if verb is Verb.LANGUAGE else ""
        return self._tap(arrival, verb.value, arg, case.prompt_no)

    async def _words(self, arrival: Arrival, wrote: Wrote, case: Case) -> Interpreted:
        if wrote.edited:
            return Interpreted(self._said(arrival, wrote, case))
        code = self._code(arrival, wrote, case)
        if code is not None:
            return Interpreted(code)
        if case.step in PASSWORD_STEPS and looks_like_password(wrote.text):
            typed = await self._passwords.judge(arrival, wrote, case)
            return Interpreted(typed.event, sealed=() if typed.row is None else (typed.row,))
        if case.speaker.agent is not None or is_plain_answer(wrote.text, case):
            return Interpreted(self._said(arrival, wrote, case))
        return Interpreted(await self._understood(arrival, wrote, case))

    def _code(self, arrival: Arrival, wrote: Wrote, case: Case) -> CodeEntered | None:
        """Return an attempt at the code that is awaited; the digits go no further."""
        purpose = _CODE_STEPS.get(case.step)
        if purpose is None or code_of(case, purpose).passed_at is not None:
            return None
        attempt, code = entered_code(wrote.text)
        if not attempt:
            return None
        code_id = code_of(case, purpose).code_id
        digest = self._codes.digest(case.case_id, purpose, code_id, code) if code else None
        return CodeEntered(
            event_id=arrival.event_id,
            at=arrival.at,
            seed=self._seed(),
            purpose=purpose,
            digest=digest,
        )

    def _said(
        self,
        arrival: Arrival,
        wrote: Wrote,
        case: Case,
        understood: Understood | None = None,
        *,
        nlu_failed: bool = False,
    ) -> TextSaid:
        return TextSaid(
            event_id=arrival.event_id,
            at=arrival.at,
            seed=self._seed(),
            text=wrote.text,
            understood=understood,
            nlu_failed=nlu_failed,
            edited=wrote.edited,
            message_ref=wrote.message_ref,
            answers=as_answered(wrote.answers, case),
        )

    async def _understood(self, arrival: Arrival, wrote: Wrote, case: Case) -> TextSaid:
        """Ask the NLU; when it is down, the facts found by pattern still count."""
        try:
            understood = await self._nlu.understand(wrote.text)
        except NluUnavailable:
            self._means.metrics.nlu("failed")
            return self._said(arrival, wrote, case, without_model(wrote.text), nlu_failed=True)
        self._means.metrics.nlu("answered")
        return self._said(arrival, wrote, case, understood)

    async def _file(self, arrival: Arrival, file: SentFile, case: Case) -> Interpreted:
        taken = await self._attachments.take(arrival, file, case)
        event = MediaReceived(
            event_id=arrival.event_id,
            at=arrival.at,
            seed=self._seed(),
            media_id=taken.row.media_id if taken.row is not None else "",
            media=taken.kind,
            problem=taken.problem,
            duration_s=file.duration_s,
            forwarded=file.forwarded,
            reused=taken.reused,
            album=file.album,
            message_ref=file.message_ref,
            caption=file.caption,
            answers=as_answered(file.answers, case),
        )
        return Interpreted(event, media=taken.row)


def as_answered(replied: Replied | None, case: Case) -> Answered | None:
    """Return a message replied to as agents may read it: a secret in it goes no further."""
    if replied is None:
        return None
    secret = not replied.by_bot and looks_like_password(replied.words)
    words = COVER if secret else replied.words
    return answered(case, replied.message_ref, words, replied.media, by_bot=replied.by_bot)


def is_plain_answer(text: str, case: Case) -> bool:
    """Say whether a text is what the step asks for, so that nobody else need read it."""
    if case.step is StepName.NAME:
        return told_name(text) is None and (likely_name(text) is not None or _may_be_a_name(text))
    if case.step in _DIGIT_STEPS:
        return mostly_digits(text)
    if case.step is StepName.FIELDS and case.fields.correcting is not None:
        return len(text) <= _FIELD_MAX and not text.rstrip().endswith(_QUESTION_MARKS)
    return False


def _may_be_a_name(text: str) -> bool:
    """Say whether two to four Chinese characters may be a name of a rare family.

    In doubt the language model does not read it: a wrong guess shows in the next prompt, a
    name once told cannot be taken back.
    """
    name = normalise_name(text)
    short = len(name) in _RARE_NAME_LENGTHS and not name.isascii() and check_name(name) is None
    asks = any(character in _ASKING for character in name)
    return short and not asks and keyword_intent(name) is None


def without_model(text: str) -> Understood:
    """Return what is understood when the NLU is down: what was told, but no question."""
    known = deterministic(text)
    sure = known.intent is not Intent.OUT_OF_SCOPE
    return known if sure else replace(known, confidence=0.0)


def mostly_digits(text: str) -> bool:
    """Say whether at least half of what is written are digits."""
    plain = [c for c in unicodedata.normalize("NFKC", text) if not c.isspace()]
    return bool(plain) and 2 * sum(c.isdigit() for c in plain) >= len(plain)
