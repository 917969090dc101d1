"""The port a certificate authority stands behind.

The customer's key stays with the authority, which signs on request: the same shape as a
remote signing service of a licensed authority.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a certificate is for; the document number enters it only masked."""

    customer_ref: str
    name: str
    masked_number: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """An issued certificate; `chain_der` holds the issuers, the root last."""

    serial: str
    der: bytes
    chain_der: tuple[bytes, ...]
    not_before: datetime
    not_after: datetime


class CertificateAuthority(Protocol):
    """Issues customers' certificates and signs with them."""

    async def certificate(self, subject: Subject, at: datetime) -> Certificate:
        """Return the customer's valid certificate, issuing one if there is none (R43)."""
        ...

    async def desk_seal(self, at: datetime) -> Certificate:
        """Return the certificate of the firm's desk."""
        ...

    async def sign(self, serial: str, data: bytes) -> bytes:
        """Sign `data` (ECDSA, SHA-256) with the key of the certificate `serial`."""
        ...

    async def root(self) -> bytes:
        """Return the root certificate (DER), for whoever verifies."""
        ...
