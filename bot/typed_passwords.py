"""A password typed into the chat: judged and sealed in memory, its message to be deleted.

The raw text does not leave this module except sealed (Guide R17-R24).
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.backoffice.ports import SealingKey
from bot.ids import Ids
from bot.incoming import Arrival, Wrote
from bot.seal import seal
from bot.seals import reference, row_of
from dialogs.events import PasswordTyped
from dialogs.kinds import PasswordKind
from dialogs.model import Case
from dialogs.policy import Policy
from dialogs.rules.documents import birth_date, kind_of_number
from dialogs.rules.passwords import PasswordContext, advice, problems
from storage.api import SealedRow

_RUN = re.compile(r"\d{4}")
_ALPHANUMERIC = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9]{8,12}")
_LONG_RUN = re.compile(r"\d{6}")
_ENTRY = re.compile(r"[A-Za-z0-9]{4,}")
_APPLICATION = re.compile(r"(?i)(?<![A-Za-z0-9])RS\d{14}(?![A-Za-z0-9])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS_MAX = 4
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Typed:
    """The event, and the row of the sealed bytes if there are any."""

    event: PasswordTyped
    row: SealedRow | None = None


class TypedPasswords:
    """Judges and seals typed passwords."""

    def __init__(self, sealing_key: SealingKey, policy: Policy, ids: Ids) -> None:
        self._sealing_key = sealing_key
        self._policy = policy
        self._ids = ids

    async def judge(self, arrival: Arrival, wrote: Wrote, case: Case) -> Typed:
        """Return what a typed password comes to."""
        kind = case.typing
        entries = entries_in(wrote.text)
        if kind is None or not entries:
            return Typed(self._event(arrival, wrote, None))
        password, repeat = entries[0], entries[1] if len(entries) > 1 else None
        rule, context = self._policy.rule_of(kind), context_of(case)
        found = problems(password, repeat, rule, context)
        event = self._event(arrival, wrote, kind, entries=min(len(entries), _TWICE))
        if found or repeat is None:
            return Typed(replace(event, problems=found))
        row = await self._sealed(arrival, password, kind, case.case_id)
        advised = advice(password, rule, context)
        return Typed(replace(event, sealed=reference(row), advice=advised), row)

    async def _sealed(
        self, arrival: Arrival, password: str, kind: PasswordKind, case_id: str
    ) -> SealedRow:
        key = await self._sealing_key.current()
        return row_of(seal(password, kind, case_id, key, arrival.at), case_id)

    def _event(
        self, arrival: Arrival, wrote: Wrote, kind: PasswordKind | None, entries: int = _TWICE
    ) -> PasswordTyped:
        return PasswordTyped(
            event_id=arrival.event_id,
            at=arrival.at,
            seed=self._ids.seed(),
            message_ref=wrote.message_ref,
            kind=kind,
            entries=entries,
        )


def looks_like_password(text: str) -> bool:
    """Say whether a text around the password step must not stay in the chat.

    Among Chinese words only a longer run of digits does, so that questions stay questions; an
    application number is none.
    """
    plain = _APPLICATION.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    if _HAN.search(plain):
        return bool(_LONG_RUN.search(plain))
    if not plain or len(plain.split()) > _WORDS_MAX:
        return False
    compact = re.sub(r"[\s-]", "", plain)
    return bool(_RUN.search(compact)) or any(
        _ALPHANUMERIC.fullmatch(word) for word in plain.split()
    )


def entries_in(text: str) -> list[str]:
    """Return the passwords typed in a message, without the Chinese words around them."""
    plain = unicodedata.normalize("NFKC", text)
    return _ENTRY.findall(plain) if _HAN.search(plain) else plain.split()


def context_of(case: Case) -> PasswordContext:
    """Return the customer's facts that a password is judged against (R19, D1, D2, D6)."""
    number = case.identity.number or ""
    valid = kind_of_number(number) is not None
    return PasswordContext(
        birth=birth_date(number) if valid else None,
        number=number,
        phone=case.identity.phone or "",
        account_numbers=case.record.account_numbers if case.record is not None else (),
    )
