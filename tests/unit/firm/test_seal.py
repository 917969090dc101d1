"""A sealed password opens only for the back office and tells nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.seal import (
    SealError,
    SealingPublicKey,
    new_private_key,
    public_key_of,
    seal,
    unseal,
)
from dialogs.kinds import PasswordKind

_PRIVATE = new_private_key()
_PUBLIC = public_key_of(_PRIVATE, "key-1")
_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_PASSWORDS = st.text("0123456789abcXYZ", min_size=6, max_size=12)


@given(_PASSWORDS, st.sampled_from(PasswordKind))
def test_back_office_reads_what_was_sealed(password: str, kind: PasswordKind) -> None:
    opened = unseal(seal(password, kind, "case-1", _PUBLIC, _NOW), _PRIVATE)
    assert (opened.case_id, opened.kind, opened.password) == ("case-1", kind, password)


@given(_PASSWORDS, st.sampled_from(PasswordKind))
def test_every_seal_has_the_same_length(password: str, kind: PasswordKind) -> None:
    longest = seal("0" * 12, PasswordKind.FUTURES_TRADING, "c" * 32, _PUBLIC, _NOW)
    assert len(seal(password, kind, "c", _PUBLIC, _NOW).ciphertext) == len(longest.ciphertext)


def test_two_seals_of_one_password_differ_and_hide_it() -> None:
    one = seal("73915206", PasswordKind.FUND_TRADING, "case-1", _PUBLIC, _NOW)
    two = seal("73915206", PasswordKind.FUND_TRADING, "case-1", _PUBLIC, _NOW)
    assert one.ciphertext != two.ciphertext
    assert b"73915206" not in one.ciphertext
    assert one.key_id == "key-1"


def test_another_key_does_not_open_it() -> None:
    sealed = seal("73915206", PasswordKind.FUND_TRADING, "case-1", _PUBLIC, _NOW)
    with pytest.raises(SealError):
        unseal(sealed, new_private_key())


def test_a_changed_seal_does_not_open() -> None:
    sealed = seal("73915206", PasswordKind.FUND_TRADING, "case-1", _PUBLIC, _NOW)
    flipped = bytes([sealed.ciphertext[0] ^ 1]) + sealed.ciphertext[1:]
    broken = replace(sealed, ciphertext=flipped)
    with pytest.raises(SealError):
        unseal(broken, _PRIVATE)


def test_a_password_that_does_not_fit_and_a_bad_key_are_refused() -> None:
    with pytest.raises(SealError):
        seal("9" * 300, PasswordKind.FUND_TRADING, "case-1", _PUBLIC, _NOW)
    with pytest.raises(SealError):
        seal(
            "73915206", PasswordKind.FUND_TRADING, "case-1", SealingPublicKey("k", b"short"), _NOW
        )
