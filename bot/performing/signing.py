"""Having the agreements signed and the signed PDF put into the case (Guide R42-R44)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from typing_extensions import override

from bot.engine import Means
from bot.performing.codes import case_of
from bot.performing.ports import End, Order, Patience, Performed, Performer
from bot.signing.agreements import AgreementSigner, SignedPdf
from bot.signing.document import AgreementsFile, SignedText
from bot.signing.errors import SigningError
from bot.web.library import Library, ReadingText
from dialogs.agreements import agreement_of
from dialogs.effects import SignAgreements
from dialogs.events import AgreementsSigned, Event, SigningFailed
from dialogs.kinds import Lang
from dialogs.model import AgreementState, Case
from dialogs.policy import Policy
from dialogs.rules.documents import masked
from storage.api import AgreementAct, AgreementRow, MediaRow, UnitOfWork
from storage.crypto import KeyRing
from storage.media import BlobStore

_ARTEFACT = "agreements"


@dataclass(frozen=True, slots=True)
class Vault:
    """Where a PDF goes, and the keys its index entry is made with."""

    blobs: BlobStore
    keys: KeyRing


class Signatory(Performer):
    """Performs `SignAgreements`; a repetition signs the same texts under the same name."""

    patience = Patience(tries=3, first_s=1.0, longest_s=10.0)

    def __init__(
        self, means: Means, signer: AgreementSigner, library: Library, policy: Policy,
        vault: Vault,
    ) -> None:  # fmt: skip
        self._means = means
        self._signer = signer
        self._library = library
        self._policy = policy
        self._vault = vault

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, SignAgreements):
            raise TypeError(f"not agreements to sign: {order.row.kind}")
        case = await case_of(self._means, order.case_id)
        now = self._means.clock.now()
        states = tuple(agreement_of(case, one) for one in effect.agreements)
        customer_ref = case.record.customer_ref if case.record is not None else ""
        signed = await self._signer.sign(self._file(case, states, now), customer_ref, now)
        media_id = f"pdf-{effect.request_id}"
        await self._vault.blobs.put(media_id, signed.content)

        async def write(uow: UnitOfWork) -> None:
            await uow.media.add(self._row(case, media_id, signed, now))
            for state in states:
                shown = AgreementRow(
                    case.case_id, state.agreement.value, state.version or "", state.sha256 or ""
                )
                await uow.agreements.record(shown, AgreementAct.SIGNED, now)

        answer = AgreementsSigned(
            event_id=order.answer_id,
            at=now,
            seed=self._means.ids.seed(),
            pdf_media_id=media_id,
            pdf_sha256=signed.sha256,
            certificate_serial=signed.certificate_serial,
        )
        return Performed(answer=answer, write=write)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return SigningFailed(event_id=order.answer_id, at=at, seed=seed)

    def _file(
        self, case: Case, states: tuple[AgreementState, ...], now: datetime
    ) -> AgreementsFile:
        policy, zh = self._policy, case.lang is Lang.ZH
        return AgreementsFile(
            lang=case.lang,
            firm=policy.firm_zh if zh else policy.firm_en,
            case_id=case.case_id,
            name=case.fields.name or case.identity.name or "",
            masked_number=masked(case.identity.number or ""),
            texts=tuple(self._text(state) for state in states),
            confirmed_at=case.signature.asked_at or now,
        )

    def _text(self, state: AgreementState) -> SignedText:
        """Return the very text that was read: signing another one is refused."""
        for lang in Lang:
            text = self._library.text(state.agreement.value, lang)
            if text.sha256 == state.sha256 and state.read_at is not None:
                return _signed_text(text, state.read_at)
        raise SigningError("the text that was read is not the text there is now")

    def _row(self, case: Case, media_id: str, signed: SignedPdf, now: datetime) -> MediaRow:
        digest = sha256(signed.content).digest()
        return MediaRow(
            media_id=media_id,
            case_id=case.case_id,
            kind=_ARTEFACT,
            content_key=self._vault.keys.keyed_hash("media content", digest),
            file_key=None,
            size_bytes=len(signed.content),
            mime="application/pdf",
            stored_at=now,
        )


def _signed_text(text: ReadingText, read_at: datetime) -> SignedText:
    return SignedText(text.title, text.version, text.sha256, text.markdown, read_at)
