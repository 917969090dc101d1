"""Typed passwords: recognised, judged, sealed in memory; nothing of them travels in clear."""

from dataclasses import replace

import pytest

from bot.backoffice.embedded.core import EmbeddedSealingKey
from bot.ids import SeededIds
from bot.incoming import Arrival, Sender, Wrote
from bot.seal import Sealed, new_private_key, unseal
from bot.seals import name_of
from bot.typed_passwords import TypedPasswords, entries_in, looks_like_password
from dialogs.kinds import Lang, PasswordKind
from dialogs.model import Case, Identity, StepName
from dialogs.policy import Policy
from dialogs.rules.passwords import PasswordProblem
from tests.unit.bot.workshop import START

_KEY = new_private_key()
_PASSWORDS = TypedPasswords(EmbeddedSealingKey(_KEY), Policy(), SeededIds(3))
_CASE = Case(
    "case", Lang.ZH, START, 1, step=StepName.PASSWORDS, typing=PasswordKind.FUTURES_TRADING,
    identity=Identity(number="110199199003079951", phone="13800130001"),
)  # fmt: skip


def _arrival(text: str) -> tuple[Arrival, Wrote]:
    wrote = Wrote(text, "9")
    return Arrival(1, START, Sender(7, 7, Lang.ZH), wrote), wrote


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("84027519", True),
        ("8402 7519", True),
        ("840-275", True),
        ("84027519 84027519", True),
        ("K7m2Qx93\nK7m2Qx93", True),
        ("密码是84027519", True),
        ("密码要几位？8位还是6位", False),
        ("how many digits", False),
        ("why 8", False),
        ("RS20261122000001", False),
        ("RS20261122000001 办好了吗", False),
        ("is RS20261122000001 done?", False),
        ("RS20261122000001 83920174", True),
        ("我的编号RS20261122000001，密码83920174", True),
        ("", False),
        ("it must not be 1234 you say in the rules", False),
    ],
)
def test_what_must_not_stay_in_the_chat(text: str, looks: bool) -> None:
    assert looks_like_password(text) is looks


def test_entries_are_found_among_words() -> None:
    assert entries_in("密码是84027519，再来一遍84027519") == ["84027519", "84027519"]
    assert entries_in("84027519\n84027519") == ["84027519", "84027519"]


async def test_a_good_password_is_sealed_for_the_back_office_only() -> None:
    typed = await _PASSWORDS.judge(*_arrival("84027519 84027519"), _CASE)
    assert typed.row is not None
    assert typed.event.sealed is not None
    assert typed.event.sealed.sealed_id == name_of(typed.row)
    assert b"84027519" not in typed.row.ciphertext
    sealed = Sealed(
        PasswordKind.FUTURES_TRADING, typed.row.ciphertext, typed.row.key_id, typed.row.sealed_at
    )
    assert unseal(sealed, _KEY).password == "84027519"


async def test_one_entry_is_asked_for_again_and_broken_rules_are_all_named() -> None:
    once = await _PASSWORDS.judge(*_arrival("84027519"), _CASE)
    assert (once.event.entries, once.event.sealed, once.row) == (1, None, None)
    broken = await _PASSWORDS.judge(*_arrival("19900307 11112222"), _CASE)
    assert broken.event.problems == (PasswordProblem.BIRTH_DATE, PasswordProblem.MISMATCH)
    assert broken.row is None


async def test_nothing_is_sealed_that_was_not_asked_for() -> None:
    typed = await _PASSWORDS.judge(*_arrival("84027519"), replace(_CASE, typing=None))
    assert typed.event.kind is None
    assert typed.row is None
