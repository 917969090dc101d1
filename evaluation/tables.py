"""Prints one table a check: a row a group, counts, and shares with their 95 % intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from typing_extensions import override

from dialogs.kinds import Verdict
from evaluation.judging import Judged
from evaluation.samples import Check, Wanted

_Z = 1.959964
"""The normal distribution's 97.5 % point."""

_GOOD = frozenset({Wanted.PASS})
_HARD = frozenset({Wanted.NOT_FAIL})
_BAD = frozenset({Wanted.REFUSE, Wanted.NOT_PASS})


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many."""

    count: int
    of: int

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (E. B. Wilson 1927), 0 to 1; all of it for no sample."""
        if not self.of:
            return 0.0, 1.0
        share, square = self.count / self.of, _Z * _Z
        middle = share + square / (2 * self.of)
        reach = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of * self.of))
        whole = 1 + square / self.of
        return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)

    @override
    def __str__(self) -> str:
        if not self.of:
            return "-"
        low, high = self.interval()
        return f"{100 * self.count / self.of:.1f} % [{100 * low:.1f}-{100 * high:.1f}]"


def table(check: Check, answers: Sequence[Judged]) -> str:
    """Return the table of one check, as Markdown."""
    groups = dict.fromkeys(one.sample.group for one in answers)
    rows = [
        _row(group, [one for one in answers if one.sample.group == group], check)
        for group in groups
    ]
    totals = [_row(name, some, check) for name, some in _totals(answers) if some]
    return _aligned([_header(check), *rows, *totals])


def errors(answers: Iterable[Judged]) -> str:
    """Return a line for each sample that was not judged as wanted, with what was found."""
    return "\n".join(_told(one) for one in answers if not one.right or one.silent_error)


def _totals(answers: Sequence[Judged]) -> Iterable[tuple[str, list[Judged]]]:
    for name, kinds in (("all good", _GOOD), ("all hard", _HARD), ("all bad", _BAD)):
        yield f"**{name}**", [one for one in answers if one.sample.wanted in kinds]


def _header(check: Check) -> list[str]:
    head = ["group", "wanted", "n", "PASS", "UNSURE", "FAIL", "as wanted", "right reason"]
    if check is Check.CARD:
        head += ["fields exact", "wrong number", "passed with a wrong field"]
    return head


def _row(group: str, answers: Sequence[Judged], check: Check) -> list[str]:
    wanted = dict.fromkeys(one.sample.wanted.value for one in answers)
    verdicts = [one.verdict for one in answers]
    explained = [one.explained for one in answers if one.explained is not None]
    row = [
        group,
        "/".join(wanted),
        str(len(answers)),
        *(str(verdicts.count(one)) for one in (Verdict.PASS, Verdict.UNSURE, Verdict.FAIL)),
        str(Share(sum(one.right for one in answers), len(answers))),
        f"{sum(explained)}/{len(explained)}" if explained else "-",
    ]
    return row + (_reading(answers) if check is Check.CARD else [])


def _reading(answers: Sequence[Judged]) -> list[str]:
    right = sum(one.fields_right[0] for one in answers)
    known = sum(one.fields_right[1] for one in answers)
    wrong = sum(one.wrong_number for one in answers)
    silent = sum(one.silent_error for one in answers)
    return [f"{right}/{known}" if known else "-", str(wrong), str(silent)]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "| " + " | ".join(cells) + " |"


def _told(one: Judged) -> str:
    found = () if one.result is None else one.result.outcome.findings
    scores = () if one.result is None else one.result.outcome.scores
    reasons = ", ".join(_named(item.reason, item.field) for item in found) or "-"
    measured = " ".join(f"{name}={value:g}" for name, value in scores)
    read = _misread(one)
    return f"{one.sample.group} | {one.sample.name}: {one.verdict} ({reasons}){read} {measured}"


def _named(reason: str, field: str | None) -> str:
    return reason if field is None else f"{reason}@{field}"


def _misread(one: Judged) -> str:
    read = None if one.result is None else one.result.outcome.card
    wrong = [
        f"{name}: {getattr(read, name, None)} instead of {value}"
        for name, value in one.sample.fields.items()
        if getattr(read, name, None) != value
    ]
    return f" [{'; '.join(wrong)}]" if wrong else ""
