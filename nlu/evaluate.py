"""Measure the understanding on sentences it never saw: `python -m nlu.evaluate`.

The test files go the whole way of a customer's message (mask, Rasa over HTTP, decision). The
cross-validation on the training data runs inside Rasa's own environment.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.kinds import Lang
from dialogs.understanding import Intent
from nlu.api import Nlu
from nlu.errors import NluError
from nlu.examples import Example, unseen_sentences
from nlu.project import RasaProject
from nlu.rasa_process import environment
from nlu.server import RasaServer

_SHOWN_CONFUSIONS = 25


@dataclass(frozen=True, slots=True)
class Answered:
    """One test sentence with what was understood."""

    example: Example
    intent: Intent
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the intent is the one the sentence was written for."""
        return self.intent is self.example.intent


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set of answers.

    Attributes:
        count: sentences.
        accuracy: share understood rightly.
        macro_f1: mean over the intents of the harmonic mean of precision and recall.
        wrong_and_accepted: share given another intent than the right one or out of scope.
        scope_precision: share of the sentences called out of scope that are.
        scope_recall: share of the sentences out of scope that are called so.
    """

    count: int
    accuracy: float
    macro_f1: float
    wrong_and_accepted: float
    scope_precision: float
    scope_recall: float


async def answers_of(nlu: Nlu, examples: Sequence[Example]) -> list[Answered]:
    """Ask for each sentence, one after the other."""
    answered = []
    for example in examples:
        started_s = time.perf_counter()
        understood = await nlu.understand(example.text)
        seconds = time.perf_counter() - started_s
        answered.append(Answered(example, understood.intent, seconds))
    return answered


def figures(answered: Sequence[Answered]) -> Figures:
    """Return the figures of some answers."""
    wrong = [one for one in answered if not one.right and one.intent is not Intent.OUT_OF_SCOPE]
    intents = {one.example.intent for one in answered}
    precision, recall = _precision_recall(answered, Intent.OUT_OF_SCOPE)
    return Figures(
        count=len(answered),
        accuracy=_share(sum(one.right for one in answered), len(answered)),
        macro_f1=sum(_f1(answered, intent) for intent in intents) / len(intents),
        wrong_and_accepted=_share(len(wrong), len(answered)),
        scope_precision=precision,
        scope_recall=recall,
    )


def report(answered: Sequence[Answered]) -> str:
    """Return the table, zh and en apart, and the confusions."""
    lines = ["        count  accuracy  macro-F1  wrong&accepted  oos-prec.  oos-recall"]
    for name, chosen in (
        ("all", list(answered)),
        *((lang.value, [one for one in answered if one.example.lang is lang]) for lang in Lang),
    ):
        row = figures(chosen)
        lines.append(
            f"{name:6}{row.count:7}{row.accuracy:10.1%}{row.macro_f1:10.3f}"
            f"{row.wrong_and_accepted:16.1%}{row.scope_precision:11.1%}{row.scope_recall:12.1%}"
        )
    seconds = sorted(one.seconds for one in answered)
    median_ms, tail_ms = (1000 * seconds[int(len(seconds) * part)] for part in (0.5, 0.95))
    lines.append(f"one message: median {median_ms:.0f} ms, 95 % within {tail_ms:.0f} ms (wall)")
    return "\n".join([*lines, "", "confused (expected -> understood):", *_confusions(answered)])


def _confusions(answered: Sequence[Answered]) -> list[str]:
    wrong = Counter((one.example.intent, one.intent) for one in answered if not one.right)
    return [
        f"  {count:3}  {expected} -> {understood}"
        for (expected, understood), count in wrong.most_common(_SHOWN_CONFUSIONS)
    ]


def _precision_recall(answered: Sequence[Answered], intent: Intent) -> tuple[float, float]:
    hits = sum(one.right for one in answered if one.intent is intent)
    called = sum(one.intent is intent for one in answered)
    meant = sum(one.example.intent is intent for one in answered)
    return _share(hits, called), _share(hits, meant)


def _f1(answered: Sequence[Answered], intent: Intent) -> float:
    precision, recall = _precision_recall(answered, intent)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def cross_validation(project: RasaProject) -> str:
    """Return the table that Rasa's environment prints about the training data alone."""
    done = subprocess.run(  # noqa: S603 - the project's own interpreter and script
        [str(project.python), str(project.root / "cross_validate.py")],
        cwd=project.root,
        env=environment(project),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else f"failed: {done.stderr[-400:]}"


async def evaluate(project: RasaProject, *, wrong_ones: bool) -> str:
    """Start a server, ask all test sentences, return the report."""
    async with RasaServer() as server:
        nlu = server.client(timeout_s=20.0)
        try:
            answered = await answers_of(nlu, unseen_sentences(project))
        finally:
            await nlu.close()
    lines = [report(answered)]
    if wrong_ones:
        lines += [
            f"  {one.example.intent} -> {one.intent}: {one.example.text}"
            for one in answered
            if not one.right
        ]
    return "\n".join(lines)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print each sentence misunderstood")
    parser.add_argument("--no-cross-validation", action="store_true", help="the test files only")
    arguments = parser.parse_args()
    project = RasaProject()
    try:
        text = asyncio.run(evaluate(project, wrong_ones=arguments.wrong))
    except NluError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write(f"test sentences, through Rasa\n{text}\n")
    if not arguments.no_cross_validation:
        sys.stdout.write(f"\ncross-validation on the training data\n{cross_validation(project)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
