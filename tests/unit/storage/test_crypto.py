"""What is sealed opens with its key at its place, and nowhere else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import Key, KeyRing, keyed_hash
from storage.errors import Undecryptable

OLD, NEW = Key("old", b"o" * 32), Key("new", b"n" * 32)
HASH = b"h" * 32
ring = KeyRing([NEW, OLD], HASH)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_it_comes_back_and_never_looks_the_same(clear: bytes, place: str) -> None:
    sealed = ring.seal(clear, place)
    assert ring.open(sealed, place) == clear
    assert sealed != ring.seal(clear, place)
    assert ring.key_of(sealed) == ring.newest == "new"


@given(st.binary(min_size=1, max_size=50), st.data())
def test_any_changed_bit_is_noticed(clear: bytes, data: st.DataObject) -> None:
    sealed = bytearray(ring.seal(clear, "cases/state/1"))
    position = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[position // 8] ^= 1 << position % 8
    with pytest.raises(Undecryptable):
        ring.open(bytes(sealed), "cases/state/1")


@given(st.binary(max_size=60))
def test_rubbish_does_not_open(rubbish: bytes) -> None:
    with pytest.raises(Undecryptable):
        ring.open(rubbish, "x")


def test_a_value_does_not_open_at_another_place() -> None:
    with pytest.raises(Undecryptable):
        ring.open(ring.seal(b"x", "cases/state/1"), "cases/state/2")


def test_every_key_of_the_ring_opens_and_no_other() -> None:
    sealed = KeyRing([OLD], HASH).seal(b"x", "p")
    assert ring.open(sealed, "p") == b"x"
    with pytest.raises(Undecryptable, match="'old' is not in the ring"):
        KeyRing([NEW], HASH).open(sealed, "p")


def test_a_keyed_hash_depends_on_key_domain_and_value_only() -> None:
    assert ring.keyed_hash("a", "x") == KeyRing([OLD], HASH).keyed_hash("a", b"x")
    different = {
        ring.keyed_hash("a", "x"),
        ring.keyed_hash("a", "y"),
        ring.keyed_hash("b", "x"),
        keyed_hash(b"i" * 32, "a", "x"),
        ring.keyed_hash("ax", ""),
    }
    assert len(different) == 5


def test_settings_are_read() -> None:
    def text(key: Key) -> str:
        return f"{key.key_id}:{base64.b64encode(key.secret).decode()}"

    parsed = KeyRing.parse(f"{text(NEW)}, {text(OLD)}", base64.b64encode(HASH).decode())
    assert parsed.newest == "new"
    assert parsed.open(KeyRing([OLD], HASH).seal(b"x", "p"), "p") == b"x"
    assert parsed.keyed_hash("a", "x") == ring.keyed_hash("a", "x")


@pytest.mark.parametrize(
    ("keys", "hash_key"),
    [("", ""), ("k1:short", ""), ("k1:***", "x"), (":" + "A" * 43 + "=", "A" * 43 + "=")],
)
def test_settings_that_are_none_are_refused(keys: str, hash_key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyRing.parse(keys, hash_key)


def test_a_ring_needs_a_key_and_each_once() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        KeyRing([], HASH)
    with pytest.raises(ValueError, match="same id"):
        KeyRing([OLD, OLD], HASH)
    with pytest.raises(ValueError, match="hash key"):
        KeyRing([OLD], b"short")


def test_secrets_do_not_show() -> None:
    assert "o" * 8 not in repr(OLD)
