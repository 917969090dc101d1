"""Statement videos by synthesised voices, complete ones and spoilt ones."""

from collections.abc import Iterator
from functools import partial

from bot.sandbox.materials.clips import Variant, statement_clip
from bot.sandbox.materials.speech import statement
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Lang
from dialogs.reasons import Reason
from evaluation.samples import Check, Sample, Wanted
from verification.api import CheckRequest, StatementRequest

_PERSON = "zhang_wei"
_PHRASE = "4072"
_GROUPS = (
    (Variant.FULL, Wanted.PASS, frozenset[Reason]()),
    (Variant.HALF, Wanted.REFUSE, frozenset({Reason.SENTENCE_MISSING})),
)


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group."""
    del seed  # nothing here is drawn
    for variant, wanted, reasons in _GROUPS:
        yield Sample(
            f"{_PERSON} {variant.value}", Check.STATEMENT, variant.value, wanted,
            partial(_request, variant), reasons,
        )  # fmt: skip


def _request(variant: Variant) -> CheckRequest:
    return StatementRequest(
        media=statement_clip(_PERSON, variant, Lang.ZH, _PHRASE),
        name=BY_KEY[_PERSON].name,
        lang=Lang.ZH,
        text=statement(_PERSON, Lang.ZH).text,
        neutral=None,
        minimum_s=5.0,
        phrase=_PHRASE,
    )
