"""Signs the agreements of a case: the customer's certificate, then the desk's seal (R42-R44)."""

import asyncio
import io
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PdfSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from bot.signing.document import (
    AgreementsFile,
    Draughtsman,
    StampWords,
    local_time,
    signature_box,
)
from bot.signing.errors import SigningError
from bot.signing.ports import Certificate, CertificateAuthority, Subject
from bot.web.texts import PageTexts

CUSTOMER_FIELD = "Customer"
DESK_FIELD = "Desk"
_LONGEST_SIGNATURE = bytes(72)
_WHOLE_BOX = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The signed agreements."""

    content: bytes = field(repr=False)
    sha256: str
    certificate_serial: str


class AgreementSigner:
    """Makes the PDF of a case and has it signed twice."""

    def __init__(self, authority: CertificateAuthority, draughtsman: Draughtsman) -> None:
        self._authority = authority
        self._draughtsman = draughtsman

    async def sign(self, file: AgreementsFile, customer_ref: str, at: datetime) -> SignedPdf:
        """Return the agreements, signed by the customer and sealed by the desk."""
        subject = Subject(customer_ref, file.name, file.masked_number)
        certificate = await self._authority.certificate(subject, at)
        seal = await self._authority.desk_seal(at)
        said = PageTexts(file.lang)
        drawn = await asyncio.to_thread(self._draughtsman.agreements, file)
        words = _words(file.name, certificate, at, said)
        drawn = await self._signed(drawn, certificate, CUSTOMER_FIELD, words, at)
        words = _words(file.firm, seal, at, said, seal=True)
        drawn = await self._signed(drawn, seal, DESK_FIELD, words, at)
        return SignedPdf(drawn, sha256(drawn).hexdigest(), certificate.serial)

    async def _signed(
        self, pdf: bytes, certificate: Certificate, name: str, words: StampWords, at: datetime
    ) -> bytes:
        stamp = await asyncio.to_thread(self._draughtsman.stamp, words)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "stamp.pdf"
            path.write_bytes(stamp)
            signer = _signer(_Remote(self._authority, certificate), name, path, at)
            try:
                out = await signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
            except (PdfError, PdfSigningError) as error:
                raise SigningError("the agreements could not be signed") from error
        content: bytes = out.getvalue()
        return content


class _Remote(Signer):
    """Has the authority sign: the key never comes here."""

    def __init__(self, authority: CertificateAuthority, certificate: Certificate) -> None:
        known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        known.register_multiple(asn1.Certificate.load(der) for der in certificate.chain_der)
        own = asn1.Certificate.load(certificate.der)
        super().__init__(signing_cert=own, cert_registry=known)
        self._authority = authority
        self._serial = certificate.serial

    @override
    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return _LONGEST_SIGNATURE
        return await self._authority.sign(self._serial, data)


class _PunctualSigner(PdfSigner):
    """Signs at the time it is told, not at the machine's."""

    at: datetime

    @override
    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _signer(remote: _Remote, name: str, stamp: Path, at: datetime) -> PdfSigner:
    place = 0 if name == CUSTOMER_FIELD else 1
    left, bottom, right, top = (round(edge) for edge in signature_box(place))
    metadata = PdfSignatureMetadata(
        field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    signer = _PunctualSigner(
        metadata,
        remote,
        stamp_style=StaticStampStyle.from_pdf_file(
            str(stamp), border_width=0, background_layout=_WHOLE_BOX
        ),
        new_field_spec=SigFieldSpec(name, on_page=0, box=(left, bottom, right, top)),
    )
    signer.at = at
    return signer


def _words(
    name: str, certificate: Certificate, at: datetime, said: PageTexts, *, seal: bool = False
) -> StampWords:
    lines = (
        said("pdf-signed-at", at=local_time(at, said)),
        said("pdf-serial", serial=certificate.serial),
    )
    return StampWords(said("pdf-signed-by", name=name), lines, seal)
