"""What a check brings back to the conversation."""

from dataclasses import dataclass
from datetime import date

from dialogs.kinds import CardSide, DocumentKind, Verdict
from dialogs.reasons import Finding


@dataclass(frozen=True, slots=True)
class CardReading:
    """The fields read from one side of a card (Guide R29); None where not on that side.

    Attributes:
        kind: the kind of document recognised.
        side: the side recognised.
        name: full name as printed (Chinese name, or the Latin one of a permanent resident).
        number: the document number, checksum-valid or None.
        sex: `male` or `female`.
        birth: date of birth.
        nationality: as printed: the ethnic group (民族) or the country.
        address: in one line.
        issuer: the issuing authority.
        valid_from: first day of validity.
        valid_to: last day of validity; None with `long_term` set means 长期.
        long_term: whether the card says 长期.
    """

    kind: DocumentKind
    side: CardSide
    name: str | None = None
    number: str | None = None
    sex: str | None = None
    birth: date | None = None
    nationality: str | None = None
    address: str | None = None
    issuer: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    long_term: bool = False


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """A verdict with its reasons and what was read or heard.

    Attributes:
        verdict: PASS, FAIL or UNSURE (D12).
        findings: the named reasons, most important first; empty on PASS.
        card: what was read, for a card.
        heard: the recognised words, for a statement.
        scores: measurements by name, for the reviewer; never shown to the customer.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    card: CardReading | None = None
    heard: str | None = None
    scores: tuple[tuple[str, float], ...] = ()
