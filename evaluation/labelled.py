r"""Reads a folder of anyone's own labelled material.

The folder holds the files and a `labels.jsonl`: one JSON object a line, each for one file.
Paths are relative to the folder. Common keys:

- `file`, `check` (`card`, `face`, `statement`, `listening`): what is judged.
- `group`: the row of the table it is counted in.
- `wanted`: `pass`, `not_fail`, `refuse` or `not_pass` (see `Wanted`).
- `reasons` (optional): when refused, one of these must be named (values of `Reason`).

A card also has `kind` (`resident_id`, `permanent_resident`; optional: the document the customer
named), `today` (optional, YYYY-MM-DD; the day against which validity is judged) and `fields`
(optional): attributes of `CardReading` with what is printed, dates as YYYY-MM-DD. A face has
`action` (a value of `Action`), and optionally `media_kind` (`photo`, `video`, `video_note`),
`portrait` and `neutral` (files: the card's front and the earlier look-ahead selfie). A statement
has `name`, `lang` (`zh`, `en`), `text`, and optionally `neutral` and `phrase` (the digits that
were to be spoken with it; without it none are asked for). The check `listening` has the same keys
for a sound file, which the ear of the statement check judges alone.

A line such as `{"file": "0001.jpg", "check": "card", "group": "glare", "wanted": "refuse",
"reasons": ["glare"], "fields": {"number": "11010519491231002X"}}`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bot.sandbox.materials.speech import decoded
from dialogs.evidence import CardReading
from dialogs.kinds import Action, CardSide, DocumentKind, Lang, MediaKind
from dialogs.reasons import Reason
from evaluation.listening import ListeningRequest
from evaluation.samples import Check, Sample, Wanted
from verification.api import CardRequest, CheckRequest, FaceRequest, StatementRequest

LABELS_FILE = "labels.jsonl"
_DAYS = frozenset({"birth", "valid_from", "valid_to"})
_READ = {"kind": DocumentKind, "side": CardSide}
_MINIMUM_S = 5.0


class LabelError(Exception):
    """A line of the labels cannot be used; says which one and why."""


def labelled(folder: Path) -> Iterator[Sample]:
    """Return the samples of a folder.

    Raises:
        LabelError: the labels are missing, or a line is wrong.
    """
    listed = folder / LABELS_FILE
    if not listed.is_file():
        raise LabelError(f"{listed} is missing")
    for number, line in enumerate(listed.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield _sample(folder, line, f"{LABELS_FILE}, line {number}")


def _sample(folder: Path, line: str, place: str) -> Sample:
    try:
        label = json.loads(line)
        check = Check(label["check"])
        _require_files(folder, label)
        sample = Sample(
            name=label["file"],
            check=check,
            group=label["group"],
            wanted=Wanted(label["wanted"]),
            request=partial(_REQUESTS[check], folder, label),
            reasons=frozenset(Reason(one) for one in label.get("reasons", ())),
            fields=_fields(label.get("fields", {})),
        )
        _TRIED[check](label)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabelError(f"{place}: {type(error).__name__}: {error}") from error
    return sample


def _require_files(folder: Path, label: Mapping[str, Any]) -> None:
    for key in ("file", "portrait", "neutral"):
        if key in label and not (folder / label[key]).is_file():
            raise ValueError(f"there is no file {label[key]}")


def _fields(labels: Mapping[str, Any]) -> dict[str, object]:
    known = {one.name for one in fields(CardReading)}
    unknown = labels.keys() - known
    if unknown:
        raise ValueError(f"a card has no field {min(unknown)}")
    return {name: _value(name, value) for name, value in labels.items()}


def _value(name: str, value: Any) -> object:
    if value is not None and name in _DAYS:
        return date.fromisoformat(value)
    return _READ[name](value) if name in _READ else value


def _today(label: Mapping[str, Any]) -> date:
    return date.fromisoformat(label["today"]) if "today" in label else date.today()  # noqa: DTZ011 - a label without a day means the reader's own


def _card(folder: Path, label: Mapping[str, Any]) -> CheckRequest:
    kind = DocumentKind(label["kind"]) if "kind" in label else None
    return CardRequest((folder / label["file"]).read_bytes(), kind, _today(label))


def _face(folder: Path, label: Mapping[str, Any]) -> CheckRequest:
    return FaceRequest(
        media=(folder / label["file"]).read_bytes(),
        media_kind=MediaKind(label.get("media_kind", MediaKind.PHOTO)),
        action=Action(label["action"]),
        portrait=_other(folder, label, "portrait"),
        neutral=_other(folder, label, "neutral"),
    )


def _statement(folder: Path, label: Mapping[str, Any]) -> StatementRequest:
    return StatementRequest(
        media=(folder / label["file"]).read_bytes(),
        name=label["name"],
        lang=Lang(label["lang"]),
        text=label["text"],
        neutral=_other(folder, label, "neutral"),
        minimum_s=_MINIMUM_S,
        phrase=_phrase(label),
    )


def _listening(folder: Path, label: Mapping[str, Any]) -> ListeningRequest:
    asked = replace(_statement(folder, label), media=b"")
    return ListeningRequest(decoded(folder / label["file"]), asked)


def _phrase(label: Mapping[str, Any]) -> str:
    phrase = label.get("phrase", "")
    if not isinstance(phrase, str) or not (phrase == "" or phrase.isdecimal()):
        raise ValueError(f"a phrase is a string of digits, not {phrase!r}")
    return phrase


def _other(folder: Path, label: Mapping[str, Any], key: str) -> bytes | None:
    return (folder / label[key]).read_bytes() if key in label else None


def _try_card(label: Mapping[str, Any]) -> None:
    _today(label)
    if "kind" in label:
        DocumentKind(label["kind"])


def _try_face(label: Mapping[str, Any]) -> None:
    Action(label["action"])
    MediaKind(label.get("media_kind", MediaKind.PHOTO))


def _try_statement(label: Mapping[str, Any]) -> None:
    Lang(label["lang"])
    _phrase(label)
    if label["name"] not in label["text"]:
        raise ValueError("the text must contain the name")


_REQUESTS = {
    Check.CARD: _card,
    Check.FACE: _face,
    Check.STATEMENT: _statement,
    Check.LISTENING: _listening,
}
_TRIED = {
    Check.CARD: _try_card,
    Check.FACE: _try_face,
    Check.STATEMENT: _try_statement,
    Check.LISTENING: _try_statement,
}
