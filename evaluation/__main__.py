"""Prints how often the checks are right: `python -m evaluation [check …]`."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from evaluation.judging import Judged, judged
from evaluation.labelled import LabelError, labelled
from evaluation.samples import Check, Sample
from evaluation.sets import cards, faces, listening, statements
from evaluation.tables import errors, table
from verification.settings import CardModels, VerifierSettings
from verification.thresholds import THRESHOLDS_VERSION

_OWN = {
    Check.CARD: cards,
    Check.FACE: faces,
    Check.STATEMENT: statements,
    Check.LISTENING: listening,
}
_MIXING_PRIME = 7919
_TOLD_EVERY_S = 20.0


def main(  # noqa: PLR0913 - a command's options
    checks: Annotated[list[Check] | None, typer.Argument(help="None means all.")] = None,
    *,
    folder: Annotated[
        Path | None, typer.Option(help="Labelled material of your own instead of the made sets.")
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="Only groups whose name contains this.")
    ] = None,
    most: Annotated[int, typer.Option(min=0, help="At most so many of a group; 0 is all.")] = 0,
    seed: Annotated[int, typer.Option(help="Another seed draws other people and shots.")] = 0,
    workers: Annotated[int, typer.Option(min=1, help="Checks at the same time.")] = 2,
    card_models: Annotated[str, typer.Option(help="small or tiny.")] = "small",
    show_errors: Annotated[
        bool, typer.Option("--errors", help="List what was not judged as wanted.")
    ] = False,
) -> None:
    """Judge labelled material and print one table a check, with 95 % intervals."""
    models: CardModels = "tiny" if card_models == "tiny" else "small"
    settings = VerifierSettings(workers=workers, card_models=models)
    try:
        samples = list(_chosen(checks or list(Check), folder, seed))
    except LabelError as error:
        raise typer.BadParameter(str(error), param_hint="--folder") from error
    samples = [one for one in samples if _is_wanted(one, group or [])]
    answers = asyncio.run(_answers(list(_first(samples, most)), settings))
    for check in dict.fromkeys(one.sample.check for one in answers):
        some = [one for one in answers if one.sample.check is check]
        typer.echo(f"\n## {check.value} (thresholds {THRESHOLDS_VERSION})\n\n{table(check, some)}")
        if show_errors and (lines := errors(some)):
            typer.echo(f"\n{lines}")


def _chosen(checks: list[Check], folder: Path | None, seed: int) -> Iterator[Sample]:
    if folder is not None:
        yield from (one for one in labelled(folder) if one.check in checks)
        return
    for check in checks:
        yield from _OWN[check].samples(seed * _MIXING_PRIME)


def _is_wanted(sample: Sample, groups: list[str]) -> bool:
    return not groups or any(part in sample.group for part in groups)


def _first(samples: Iterable[Sample], most: int) -> Iterator[Sample]:
    for _, some in groupby(samples, key=lambda one: (one.check, one.group)):
        yield from list(some)[: most or None]


async def _answers(samples: list[Sample], settings: VerifierSettings) -> list[Judged]:
    """Judge them; the order of the samples, so that the tables read as the sets are written."""
    order = {id(sample): place for place, sample in enumerate(samples)}
    answers: list[Judged] = []
    told = time.monotonic()
    async for one in judged(samples, settings):
        answers.append(one)
        if time.monotonic() - told > _TOLD_EVERY_S:
            told = time.monotonic()
            typer.echo(f"» {len(answers)} of {len(samples)} …", err=True)
    return sorted(answers, key=lambda one: order[id(one.sample)])


if __name__ == "__main__":
    typer.run(main)
