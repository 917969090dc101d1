"""Verifies signed agreements as any reader of PDFs can."""

import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from bot.signing.errors import SigningError

_HARMLESS = frozenset(
    {
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }
)


@dataclass(frozen=True, slots=True)
class Verified:
    """One signature of a file.

    Attributes:
        field: the signature's name in the file.
        signer: the common name in the certificate.
        signed_at: when, as the signature says.
        intact: what was signed is unchanged, and later additions are signatures only.
        trusted: the certificate comes from the given root and was valid.
    """

    field: str
    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool


async def verify_pdf(pdf: bytes, root_der: bytes, at: datetime) -> tuple[Verified, ...]:
    """Return every signature of `pdf`, judged against one root as of `at`."""
    root = asn1.Certificate.load(root_der)
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = []
        for signature in reader.embedded_signatures:
            context = ValidationContext(trust_roots=[root], moment=at, allow_fetching=False)
            status = await async_validate_pdf_signature(signature, context)
            changed = status.modification_level not in _HARMLESS
            found.append(
                Verified(
                    field=str(signature.field_name),
                    signer=str(status.signing_cert.subject.native["common_name"]),
                    signed_at=signature.self_reported_timestamp,
                    intact=bool(status.intact and status.valid) and not changed,
                    trusted=bool(status.trusted),
                )
            )
    except (PdfError, SignatureValidationError, ValueError) as error:
        raise SigningError("this is not a signed PDF that can be read") from error
    return tuple(found)
