"""The read fields, confirmed or corrected by hand; the number only by a new photograph."""

import re
from dataclasses import replace
from datetime import date

from dialogs import checks
from dialogs.audit import AuditAction, record
from dialogs.effects import Tap, Verb
from dialogs.events import Event, Tapped, TextSaid
from dialogs.model import Case, Fields, StepName
from dialogs.policy import Policy
from dialogs.rules.documents import masked
from dialogs.rules.names import check_name, normalise_name
from dialogs.step import Outcome, Prompt, Row, Step, Then
from dialogs.texts import Text, Value, text

_CORRECTABLE = ("name", "validity", "address")
_DATE = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})")
_LONG_TERM = ("长期", "長期", "long term", "long-term", "permanent")
_ADDRESS_MIN = 4
_ADDRESS_MAX = 120
_BOTH_ENDS = 2


def _prompt(case: Case, _policy: Policy) -> Prompt:
    if case.fields.correcting is not None:
        stop = Tap(text("button_keep_field"), Verb.CORRECT, "")
        return Prompt((text(f"ask_field_{case.fields.correcting}"),), ((stop,),))
    lines = tuple(_line(name, value) for name, value in _shown(case))
    return Prompt((text("ask_fields", lines=lines),), _rows(case))


def _rows(case: Case) -> tuple[Row, ...]:
    fixes: Row = tuple(
        Tap(text(f"button_fix_{name}"), Verb.CORRECT, name)
        for name in _CORRECTABLE
        if name != "address" or _has_address(case)
    )
    return (
        (Tap(text("button_fields_right"), Verb.CONFIRM),),
        fixes,
        (Tap(text("button_photograph_again"), Verb.AGAIN),),
    )


def _shown(case: Case) -> list[tuple[str, Value | Text]]:
    fields, number = case.fields, case.identity.number
    shown: list[tuple[str, Value | Text]] = [
        ("name", fields.name or case.identity.name or text("field_unread")),
        ("number", masked(number) if number else text("field_unread")),
        ("validity", _validity(fields)),
    ]
    if case.fields.address is not None or _has_address(case):
        shown.append(("address", fields.address or text("field_unread")))
    return shown


def _has_address(case: Case) -> bool:
    return case.identity.document_kind != "permanent_resident"


def _validity(fields: Fields) -> Text:
    if fields.long_term:
        return text("validity_long_term", start=_day(fields.valid_from))
    return text("validity", start=_day(fields.valid_from), end=_day(fields.valid_to))


def _day(day: date | None) -> Value | Text:
    return text("field_unread") if day is None else day


def _line(name: str, value: Value | Text) -> Text:
    return text("field_line", field=text(f"field_{name}"), value=value)


def _judge(case: Case, event: Event, _policy: Policy) -> Outcome | None:
    match event:
        case Tapped(verb=Verb.CORRECT, arg=arg) if arg in {*_CORRECTABLE, ""}:
            return _correcting(case, arg or None)
        case TextSaid(text=words) if case.fields.correcting is not None:
            return _correct(case, case.fields.correcting, words, event)
        case Tapped(verb=Verb.AGAIN):
            flags = tuple(flag for flag in case.flags if flag.step is not StepName.DOCUMENT)
            again = replace(case, shots=(), fields=Fields(), flags=flags)
            return Outcome(checks.cleared(again, "document"))
        case Tapped(verb=Verb.CONFIRM):
            return _confirm(case, event)
        case _:
            return None


def _correcting(case: Case, field: str | None) -> Outcome:
    return Outcome(replace(case, fields=replace(case.fields, correcting=field)))


def _correct(case: Case, field: str, words: str, event: TextSaid) -> Outcome:
    match field:
        case "name":
            new = _named(case.fields, words)
        case "validity":
            new = _valid(case.fields, words, event.at.date())
        case _:
            new = _addressed(case.fields, words)
    if isinstance(new, Text):
        return Outcome(case, (new,))
    corrected = tuple(sorted({*new.corrected, field}))
    fields = replace(new, corrected=corrected, correcting=None)
    return Outcome(replace(case, fields=fields), (text("field_corrected"),))


def _named(fields: Fields, words: str) -> Fields | Text:
    name = normalise_name(words)
    problem = check_name(name)
    return text(f"name_{problem}") if problem else replace(fields, name=name)


def _valid(fields: Fields, words: str, today: date) -> Fields | Text:
    days = [_date(match) for match in _DATE.finditer(words)]
    long_term = any(mark in words.casefold() for mark in _LONG_TERM)
    wanted = 1 if long_term else _BOTH_ENDS
    if None in days or len(days) != wanted:
        return text("validity_malformed")
    start = days[0]
    end = None if long_term else days[-1]
    if start is None or start > today or (end is not None and end <= start):
        return text("validity_malformed")
    if end is not None and end < today:
        return text("validity_over")
    return replace(fields, valid_from=start, valid_to=end, long_term=long_term)


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _addressed(fields: Fields, words: str) -> Fields | Text:
    address = " ".join(words.split())
    if not _ADDRESS_MIN <= len(address) <= _ADDRESS_MAX:
        return text("address_malformed", least=_ADDRESS_MIN, most=_ADDRESS_MAX)
    return replace(fields, address=address)


def _confirm(case: Case, event: Event) -> Outcome:
    missing = _missing(case)
    if missing is not None:
        asked = replace(case, fields=replace(case.fields, correcting=missing))
        return Outcome(asked, (text("field_missing", field=text(f"field_{missing}")),))
    name = case.fields.name or case.identity.name
    fields = replace(case.fields, confirmed_at=event.at, correcting=None, name=name)
    note = record(AuditAction.FIELDS_CONFIRMED, corrected=",".join(fields.corrected))
    return Outcome(replace(case, fields=fields), effects=(note,), then=Then.PROMPT)


def _missing(case: Case) -> str | None:
    fields = case.fields
    if fields.valid_from is None or (fields.valid_to is None and not fields.long_term):
        return "validity"
    return "address" if _has_address(case) and not fields.address else None


def _reopen(case: Case) -> Case:
    fields = replace(case.fields, confirmed_at=None, correcting=None)
    return replace(case, fields=fields)


STEP = Step(
    name=StepName.FIELDS,
    clause="Guide R28, R29, R33, R34",
    accepts=(Tapped, TextSaid),
    prompt=_prompt,
    judge=_judge,
    done=lambda case: case.fields.confirmed_at is not None,
    reopen=_reopen,
)
