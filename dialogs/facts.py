"""Facts told in passing fill several steps at once (Guide R12)."""

from dataclasses import replace
from datetime import date

from dialogs.flow import BEFORE_CODE
from dialogs.kinds import PasswordKind
from dialogs.model import Case, Identity
from dialogs.rules.documents import check_number, kind_of_number, masked, normalise_number
from dialogs.rules.names import check_name, normalise_name
from dialogs.rules.phones import masked_phone, normalise_phone
from dialogs.texts import Text, text
from dialogs.understanding import Understood


def told(case: Case, understood: Understood, today: date) -> tuple[Case, tuple[Text, ...]]:
    """Return the case with what was told filled in, and a line per thing noted.

    Nothing already given is overwritten, and nothing is taken once a code was asked for.
    """
    if case.step not in BEFORE_CODE:
        return case, ()
    identity, notes = _identity(case.identity, understood, today)
    picked = _picked(case, understood)
    filled = replace(case, identity=identity, picked=picked)
    if picked != case.picked:
        kinds = tuple(text("kind_line", kind=text(f"kind_{kind}")) for kind in picked)
        notes = (*notes, text("picks_noted", kinds=kinds))
    return filled, notes


def _identity(
    identity: Identity, understood: Understood, today: date
) -> tuple[Identity, tuple[Text, ...]]:
    facts, notes = understood.facts, list[Text]()
    if facts.name is not None and identity.name is None:
        name = normalise_name(facts.name)
        if check_name(name) is None:
            identity = replace(identity, name=name)
            notes.append(text("name_noted", name=name))
    if facts.number is not None and identity.number is None:
        identity, note = _number(identity, facts.number, today)
        notes.append(note)
    elif facts.document_kind is not None and identity.document_kind is None:
        identity = replace(identity, document_kind=facts.document_kind)
    phone = normalise_phone(facts.phone) if facts.phone else None
    if phone is not None and identity.phone is None:
        identity = replace(identity, phone=phone)
        notes.append(text("phone_noted", phone=masked_phone(phone)))
    return identity, tuple(notes)


def _number(identity: Identity, told_number: str, today: date) -> tuple[Identity, Text]:
    number = normalise_number(told_number)
    kind = kind_of_number(number)
    if kind is None or check_number(number, kind, today) is not None:
        return identity, text("number_told_wrong")
    known = replace(identity, number=number, document_kind=kind)
    return known, text("number_noted", number=masked(number))


def _picked(case: Case, understood: Understood) -> tuple[PasswordKind, ...]:
    if case.picks_confirmed:
        return case.picked
    named = {*case.picked, *understood.passwords}
    return tuple(kind for kind in PasswordKind if kind in named)
