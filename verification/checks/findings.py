"""Gathers what was found into a verdict: any fault fails, any doubt makes a person look (D12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.reasons import Finding, Reason


@dataclass(slots=True)
class Findings:
    """Faults, doubts and measurements, in the order in which they were found."""

    faults: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    scores: list[tuple[str, float]] = field(default_factory=list)

    def fault(self, reason: Reason, words: str | None = None) -> None:
        """Note what the customer has to do again."""
        self.faults.append(Finding(reason, words=words))

    def doubt(self, reason: Reason, words: str | None = None) -> None:
        """Note what a person has to look at."""
        self.doubts.append(Finding(reason, words=words))

    def score(self, name: str, value: float) -> None:
        """Note a measurement for the reviewer."""
        self.scores.append((name, round(value, 4)))

    def add(self, grade: Verdict, fault: Reason, doubt: Reason, words: str | None = None) -> None:
        """Note a fault, a doubt or nothing, as `grade` says."""
        if grade is Verdict.FAIL:
            self.fault(fault, words)
        elif grade is Verdict.UNSURE:
            self.doubt(doubt, words)

    def extend(self, other: "Findings") -> None:
        """Take over what was found elsewhere, after one's own."""
        self.faults += other.faults
        self.doubts += other.doubts
        self.scores += other.scores

    def outcome(self, heard: str | None = None) -> CheckOutcome:
        """The verdict with its reasons; a doubt is not worth telling beside a fault."""
        doubtful = Verdict.UNSURE if self.doubts else Verdict.PASS
        verdict = Verdict.FAIL if self.faults else doubtful
        reasons = tuple(_once(self.faults or self.doubts))
        return CheckOutcome(verdict, reasons, heard=heard, scores=tuple(self.scores))


def graded(value: float, passes_from: float, doubtful_from: float) -> Verdict:
    """PASS from one value on, UNSURE from another on, FAIL below."""
    if value >= passes_from:
        return Verdict.PASS
    return Verdict.UNSURE if value >= doubtful_from else Verdict.FAIL


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[Reason] = set()
    for finding in findings:
        if finding.reason not in seen:
            seen.add(finding.reason)
            yield finding
