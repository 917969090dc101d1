"""Encryption at rest: AES-256-GCM under a ring of keys, and keyed hashes to find things by.

Each value is bound to its place (table, column, row), so that a ciphertext copied elsewhere in
the database does not open there. The newest key seals, every key of the ring opens.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Undecryptable

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A 256-bit key and the name that stands before everything it sealed."""

    key_id: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != _KEY_BYTES:
            raise ValueError(f"key {self.key_id!r} must have {_KEY_BYTES} bytes")
        if not 0 < len(self.key_id.encode()) < 256:  # noqa: PLR2004 - its length is one byte
            raise ValueError("a key id must have 1 to 255 bytes")

    @classmethod
    def generate(cls, key_id: str) -> Self:
        """Make a new random key."""
        return cls(key_id, secrets.token_bytes(_KEY_BYTES))


class KeyRing:
    """The keys that open what is stored; the first one seals.

    The hash key is apart and does not rotate: keyed hashes are what rows are found by.
    """

    def __init__(self, keys: Sequence[Key], hash_secret: bytes) -> None:
        if not keys:
            raise ValueError("a key ring needs a key")
        if len(hash_secret) < _KEY_BYTES:
            raise ValueError(f"the hash key must have at least {_KEY_BYTES} bytes")
        self._newest = keys[0].key_id
        self._ciphers = {key.key_id: AESGCM(key.secret) for key in keys}
        if len(self._ciphers) != len(keys):
            raise ValueError("two keys of the ring have the same id")
        self._hash_secret = hash_secret
        self._head = _head(self._newest)

    @classmethod
    def generate(cls) -> Self:
        """Make a ring of one random key, for tests and a first start."""
        return cls([Key.generate("k1")], secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def parse(cls, keys: str, hash_key: str) -> Self:
        """Read `id:base64,id:base64` (newest first) and a base64 hash key, as settings have it."""
        try:
            ring = [
                Key(key_id.strip(), base64.b64decode(secret, validate=True))
                for key_id, _, secret in (part.strip().partition(":") for part in keys.split(","))
            ]
            return cls(ring, base64.b64decode(hash_key, validate=True))
        except binascii.Error as error:
            raise ValueError("a storage key is not base64") from error

    @property
    def newest(self) -> str:
        """The id of the key that seals."""
        return self._newest

    def seal(self, clear: bytes, place: str) -> bytes:
        """Encrypt for this place."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return (
            self._head + nonce + self._ciphers[self._newest].encrypt(nonce, clear, place.encode())
        )

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for this place.

        Raises:
            Undecryptable: the key is not in the ring, or the value or its place was changed.
        """
        cipher = self._ciphers.get(self.key_of(sealed))
        if cipher is None:
            raise Undecryptable(f"{place}: the key {self.key_of(sealed)!r} is not in the ring")
        body = sealed[2 + sealed[1] :]
        try:
            return cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise Undecryptable(f"{place}: changed, or sealed for another place") from error

    def key_of(self, sealed: bytes) -> str:
        """Return the id of the key that a value was sealed with."""
        if len(sealed) < 2 or sealed[:1] != _FORMAT:  # noqa: PLR2004 - format and length byte
            raise Undecryptable("not a sealed value")
        return sealed[2 : 2 + sealed[1]].decode(errors="replace")

    def keyed_hash(self, domain: str, value: str | bytes) -> bytes:
        """Return a hash to find a value by, that nobody without the key can try values on."""
        return keyed_hash(self._hash_secret, domain, value)


def _head(key_id: str) -> bytes:
    name = key_id.encode()
    return _FORMAT + bytes([len(name)]) + name


def keyed_hash(secret: bytes, domain: str, value: str | bytes) -> bytes:
    """Return HMAC-SHA-256 of the value; equal values of different domains do not match."""
    data = value.encode() if isinstance(value, str) else value
    return hmac.digest(secret, domain.encode() + b"\x00" + data, hashlib.sha256)
