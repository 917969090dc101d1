"""Sealing a new password to the back office's public key: the bot cannot read it back.

The frame names the case and the kind, so that a sealed password cannot be moved to another
case or another account, and has one length, so that the ciphertext does not tell the
password's length.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from dialogs.kinds import PasswordKind

_FRAME_BYTES = 256
_PAD = b"\x00"


class SealError(Exception):
    """A password could not be sealed or opened; trying again does not help."""


@dataclass(frozen=True, slots=True)
class SealingPublicKey:
    """The back office's public key (X25519, 32 bytes) and the name it goes by."""

    key_id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A new password that only the back office can open.

    Attributes:
        kind: which password.
        ciphertext: the sealed bytes, always of one length.
        key_id: the back office's key.
        sealed_at: when.
    """

    kind: PasswordKind
    ciphertext: bytes = field(repr=False)
    key_id: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """What stood in the seal; exists in the back office's memory only."""

    case_id: str
    kind: PasswordKind
    password: str = field(repr=False)


def seal(
    password: str, kind: PasswordKind, case_id: str, key: SealingPublicKey, at: datetime
) -> Sealed:
    """Return the password of one case and one kind, sealed to `key`."""
    frame = _framed(password, kind, case_id)
    try:
        ciphertext = SealedBox(PublicKey(key.key)).encrypt(frame)
    except (CryptoError, ValueError, TypeError) as error:
        raise SealError("the back office's public key is not usable") from error
    return Sealed(kind, ciphertext, key.key_id, at)


def unseal(sealed: Sealed, private_key: bytes) -> Opened:
    """Return what stood in the seal: for the holder of the private key only."""
    try:
        frame = SealedBox(PrivateKey(private_key)).decrypt(sealed.ciphertext)
        words = json.loads(frame.rstrip(_PAD))
        return Opened(words["case"], PasswordKind(words["kind"]), words["password"])
    except (CryptoError, ValueError, TypeError, KeyError) as error:
        raise SealError("the seal does not open with this key") from error


def public_key_of(private_key: bytes, key_id: str) -> SealingPublicKey:
    """Return the public half of `private_key`."""
    return SealingPublicKey(key_id, bytes(PrivateKey(private_key).public_key))


def new_private_key() -> bytes:
    """Return a fresh private key for a back office of one's own (the demo, tests)."""
    return bytes(PrivateKey.generate())


def _framed(password: str, kind: PasswordKind, case_id: str) -> bytes:
    words = {"case": case_id, "kind": kind.value, "password": password}
    frame = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    if len(frame) > _FRAME_BYTES:
        raise SealError("the password is longer than a seal holds")
    return frame.ljust(_FRAME_BYTES, _PAD)
