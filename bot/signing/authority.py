"""A certificate authority of one's own, for the demo and for a firm without one.

The root's and the desk's keys are made at the first start; all private keys lie encrypted
in files of their owner only. Revocation is out of its scope: certificates are short-lived.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typing_extensions import override

from bot.keyfile import kept
from bot.signing.errors import SigningError
from bot.signing.ports import Certificate, CertificateAuthority, Subject

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AuthoritySettings:
    """Where the keys lie and how long certificates are good for.

    Attributes:
        folder: holds `root.pem`, `desk.pem` and a file per customer.
        key: what the private keys are encrypted with.
        firm: the organisation's name in the certificates.
        root_days: validity of the root.
        desk_days: validity of the desk's seal.
        customer_days: validity of a customer's certificate.
    """

    folder: Path
    key: bytes = field(repr=False)
    firm: str
    root_days: int = 3650
    desk_days: int = 1825
    customer_days: int = 365


@dataclass(frozen=True, slots=True)
class _Holder:
    """A private key with its certificate."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate


class LocalAuthority(CertificateAuthority):
    """Issues from its own root and signs for its customers."""

    def __init__(self, settings: AuthoritySettings) -> None:
        self._settings = settings
        self._paths: dict[str, Path] = {}

    @override
    async def certificate(self, subject: Subject, at: datetime) -> Certificate:
        return await asyncio.to_thread(self._certificate, subject, at)

    @override
    async def desk_seal(self, at: datetime) -> Certificate:
        return await asyncio.to_thread(lambda: self._described(self._desk(at)))

    @override
    async def sign(self, serial: str, data: bytes) -> bytes:
        return await asyncio.to_thread(self._sign, serial, data)

    @override
    async def root(self) -> bytes:
        certificate = await asyncio.to_thread(lambda: self._load(self._path("root")).certificate)
        return certificate.public_bytes(serialization.Encoding.DER)

    def _certificate(self, subject: Subject, at: datetime) -> Certificate:
        self._root(at)
        path = self._customer_path(subject)
        if path.exists():
            holder = self._load(path)
            if holder.certificate.not_valid_after_utc > at:
                return self._described(holder)
            path.rename(path.with_suffix(f".{_serial(holder.certificate)[:16]}.pem"))
        return self._described(self._kept(path, lambda: self._issue(_person(subject), at)))

    def _sign(self, serial: str, data: bytes) -> bytes:
        path = self._paths.get(serial) or self._find(serial)
        return self._load(path).key.sign(data, ec.ECDSA(hashes.SHA256()))

    def _find(self, serial: str) -> Path:
        """Look through the certificates, which lie in clear; keys stay closed."""
        for path in self._settings.folder.glob("*.pem"):
            certificate = x509.load_pem_x509_certificate(path.read_bytes())
            self._paths[_serial(certificate)] = path
        if serial not in self._paths:
            raise SigningError("there is no certificate with this serial number")
        return self._paths[serial]

    def _kept(self, path: Path, make: Callable[[], _Holder]) -> _Holder:
        """Return what `path` holds, making it first if need be; two makers keep one."""
        try:
            kept(path, lambda: self._written(make()))
        except OSError as error:
            raise SigningError("the authority's folder cannot be written", retry=True) from error
        except ValueError as error:
            raise SigningError("the subject does not fit a certificate") from error
        return self._load(path)

    def _written(self, holder: _Holder) -> bytes:
        lock = serialization.BestAvailableEncryption(self._settings.key)
        pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        return holder.key.private_bytes(pem, form, lock) + holder.certificate.public_bytes(pem)

    def _load(self, path: Path) -> _Holder:
        try:
            content = path.read_bytes()
            key = serialization.load_pem_private_key(content, self._settings.key)
            certificate = x509.load_pem_x509_certificate(content)
        except (OSError, ValueError, UnsupportedAlgorithm) as error:
            raise SigningError("a key of the authority cannot be read") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise SigningError("a key of the authority is of another kind")
        return _Holder(key, certificate)

    def _root(self, at: datetime) -> _Holder:
        return self._kept(self._path("root"), lambda: self._make_root(at))

    def _desk(self, at: datetime) -> _Holder:
        self._root(at)
        words = {NameOID.COMMON_NAME: f"{self._settings.firm} ResetDesk"}
        days = self._settings.desk_days
        return self._kept(self._path("desk"), lambda: self._issue(words, at, days))

    def _make_root(self, at: datetime) -> _Holder:
        key = ec.generate_private_key(ec.SECP256R1())
        name = self._name({NameOID.COMMON_NAME: f"{self._settings.firm} ResetDesk Root"})
        draft = _draft(name, name, key, at, self._settings.root_days)
        draft = draft.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        draft = draft.add_extension(_usage(issues=True), critical=True)
        return _Holder(key, draft.sign(key, hashes.SHA256()))

    def _issue(
        self, words: dict[x509.ObjectIdentifier, str], at: datetime, days: int | None = None
    ) -> _Holder:
        root = self._load(self._path("root"))
        key = ec.generate_private_key(ec.SECP256R1())
        lasting = self._settings.customer_days if days is None else days
        draft = _draft(self._name(words), root.certificate.subject, key, at, lasting)
        draft = draft.add_extension(
            x509.BasicConstraints(ca=False, path_length=None), critical=True
        )
        draft = draft.add_extension(_usage(issues=False), critical=True)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
        draft = draft.add_extension(issuer, critical=False)
        return _Holder(key, draft.sign(root.key, hashes.SHA256()))

    def _name(self, words: dict[x509.ObjectIdentifier, str]) -> x509.Name:
        all_words = {NameOID.COUNTRY_NAME: "CN", NameOID.ORGANIZATION_NAME: self._settings.firm}
        return x509.Name([x509.NameAttribute(oid, v) for oid, v in (all_words | words).items()])

    def _described(self, holder: _Holder) -> Certificate:
        der = serialization.Encoding.DER
        return Certificate(
            serial=_serial(holder.certificate),
            der=holder.certificate.public_bytes(der),
            chain_der=(self._load(self._path("root")).certificate.public_bytes(der),),
            not_before=holder.certificate.not_valid_before_utc,
            not_after=holder.certificate.not_valid_after_utc,
        )

    def _path(self, name: str) -> Path:
        return self._settings.folder / f"{name}.pem"

    def _customer_path(self, subject: Subject) -> Path:
        return self._path(f"customer-{sha256(subject.customer_ref.encode()).hexdigest()[:32]}")


def _serial(certificate: x509.Certificate) -> str:
    return f"{certificate.serial_number:040x}"


def _person(subject: Subject) -> dict[x509.ObjectIdentifier, str]:
    printable = subject.masked_number.replace("*", "x")  # the only kind of text allowed there
    return {NameOID.COMMON_NAME: subject.name, NameOID.SERIAL_NUMBER: printable}


def _draft(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    at: datetime,
    days: int,
) -> x509.CertificateBuilder:
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    draft = x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
    draft = draft.not_valid_before(at - timedelta(minutes=5)).not_valid_after(at + days * _ONE_DAY)
    return draft.add_extension(own, critical=False)


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )
