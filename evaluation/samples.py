"""A labelled piece of evidence: what is judged, and what is known about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.kinds import Verdict
from dialogs.reasons import Reason
from evaluation.listening import ListeningRequest
from verification.api import CheckRequest


class Check(StrEnum):
    """Which check judges a sample; `LISTENING` is the statement's by ear alone."""

    CARD = "card"
    FACE = "face"
    STATEMENT = "statement"
    LISTENING = "listening"


class Wanted(StrEnum):
    """What a sample is, and so what its check should say.

    `PASS` is good material: refusing it costs a customer a try. `NOT_FAIL` is good but hard: a
    person may look at it. `REFUSE` is bad material or an attack that the check can see: letting
    it pass is an error. `NOT_PASS` is one that at least a person must look at.
    """

    PASS = "pass"  # noqa: S105 - a verdict
    NOT_FAIL = "not_fail"
    REFUSE = "refuse"
    NOT_PASS = "not_pass"  # noqa: S105 - a verdict

    def allows(self, verdict: Verdict) -> bool:
        """Say whether the verdict is what is wanted."""
        return verdict in _ALLOWED[self]


_ALLOWED = {
    Wanted.PASS: frozenset({Verdict.PASS}),
    Wanted.NOT_FAIL: frozenset({Verdict.PASS, Verdict.UNSURE}),
    Wanted.REFUSE: frozenset({Verdict.FAIL}),
    Wanted.NOT_PASS: frozenset({Verdict.FAIL, Verdict.UNSURE}),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled piece of evidence.

    Attributes:
        name: unique in its set; says which one it is in a list of errors.
        check: which check judges it.
        group: the row of the table: a degradation with its strength, or an attack.
        wanted: what the check should say.
        request: makes the request; called when the sample's turn has come, since media are large.
        reasons: when it is refused, the reasons one of which must be named; empty for any.
        fields: what a card says, by the attribute of `CardReading`; only these are compared.
    """

    name: str
    check: Check
    group: str
    wanted: Wanted
    request: Callable[[], CheckRequest | ListeningRequest]
    reasons: frozenset[Reason] = frozenset()
    fields: Mapping[str, object] = field(default_factory=dict)
