"""The documented contract's JSON and the ports' values, in both directions.

Answers are checked strictly: what does not follow the contract is a broken contract, never a
guess.
"""

from base64 import b64decode, b64encode
from datetime import UTC, date
from typing import Annotated, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.backoffice.errors import ContractBrokenError
from bot.backoffice.ports import (
    CaseSubmission,
    InEffect,
    Match,
    PasswordOrder,
    PasswordOutcome,
    Pending,
    Refused,
)
from bot.seal import SealingPublicKey
from dialogs.kinds import DocumentKind, Eligibility, PasswordKind
from dialogs.model import CustomerRecord, RefusalReason


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


_Model = TypeVar("_Model", bound=_Answer)


class _MatchAnswer(_Answer):
    match: Match


class _Record(_Answer):
    customer_ref: str = Field(min_length=1, max_length=64)
    eligibility: Eligibility
    holdings: tuple[PasswordKind, ...]
    in_progress: str | None = None
    seat: str | None = None
    has_certificate: bool
    document_valid_to: date | None = None
    account_numbers: tuple[str, ...] = ()


class _RecordAnswer(_Answer):
    record: _Record | None


class _Application(_Answer):
    application_number: str = Field(min_length=1, max_length=40)


class _Key(_Answer):
    key_id: str = Field(min_length=1, max_length=64)
    algorithm: Literal["x25519-sealed-box"]
    public_key: str = Field(pattern="^[A-Za-z0-9+/]{43}=$")


class _InEffect(_Answer):
    state: Literal["in_effect"]
    since: AwareDatetime


class _Refused(_Answer):
    state: Literal["refused"]
    system: str = Field(min_length=1)
    reason: RefusalReason


class _Pending(_Answer):
    state: Literal["pending"]
    until: AwareDatetime


_OUTCOME: TypeAdapter[_InEffect | _Refused | _Pending] = TypeAdapter(
    Annotated[_InEffect | _Refused | _Pending, Field(discriminator="state")]
)


def claim_body(name: str, kind: DocumentKind, number: str, phone: str) -> dict[str, object]:
    """Return the body of an identity claim."""
    return {"name": name, "document_kind": kind.value, "number": number, "phone": phone}


def submission_body(case: CaseSubmission) -> dict[str, object]:
    """Return the body of a submission; its request id travels as the key."""
    return {
        "case_id": case.case_id,
        "customer_ref": case.customer_ref,
        "lang": case.lang.value,
        "kinds": [kind.value for kind in case.kinds],
        "submitted_at": case.submitted_at.isoformat(),
        "flags": list(case.flags),
        "agreements_sha256": case.agreements_sha256,
    }


def order_body(order: PasswordOrder) -> dict[str, object]:
    """Return the body of an order; its request id travels as the key."""
    sealed = order.sealed
    return {
        "case_id": order.case_id,
        "application_number": order.application_number,
        "customer_ref": order.customer_ref,
        "kind": order.kind.value,
        "ordered_at": order.ordered_at.isoformat(),
        "sealed": None
        if sealed is None
        else {
            "ciphertext": b64encode(sealed.ciphertext).decode(),
            "key_id": sealed.key_id,
            "sealed_at": sealed.sealed_at.isoformat(),
        },
    }


def match_from(content: bytes) -> Match:
    """Read the answer to an identity claim."""
    return _read(_MatchAnswer, content).match


def record_from(content: bytes) -> CustomerRecord | None:
    """Read a customer's record."""
    record = _read(_RecordAnswer, content).record
    return None if record is None else CustomerRecord(**record.model_dump())


def application_from(content: bytes) -> str:
    """Read an application number."""
    return _read(_Application, content).application_number


def key_from(content: bytes) -> SealingPublicKey:
    """Read the sealing key."""
    answer = _read(_Key, content)
    return SealingPublicKey(answer.key_id, b64decode(answer.public_key))


def outcome_from(content: bytes) -> PasswordOutcome:
    """Read the result of one password (D9)."""
    try:
        answer = _OUTCOME.validate_json(content)
    except ValidationError as error:
        raise _broken(error) from None
    match answer:
        case _InEffect():
            return InEffect(answer.since.astimezone(UTC))
        case _Refused():
            return Refused(answer.system, answer.reason)
        case _Pending():
            return Pending(answer.until.astimezone(UTC))


def _read(model: type[_Model], content: bytes) -> _Model:
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise _broken(error) from None


def _broken(error: ValidationError) -> ContractBrokenError:
    """Name the places that are wrong, never the values: they may be personal data."""
    places = {".".join(str(part) for part in one["loc"]) or "body" for one in error.errors()}
    return ContractBrokenError(f"the answer breaks the contract at {', '.join(sorted(places))}")
