"""A folder of one's own labelled material."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dialogs.kinds import Action, DocumentKind, Lang, MediaKind
from dialogs.reasons import Reason
from evaluation.labelled import LABELS_FILE, LabelError, labelled
from evaluation.samples import Wanted
from verification.api import CardRequest, FaceRequest, StatementRequest

CARD = {"file": "a.jpg", "check": "card", "group": "glare", "wanted": "refuse"}
FACE = {**CARD, "check": "face", "action": "close_eyes"}
STATEMENT = {**CARD, "check": "statement", "name": "张伟", "lang": "zh", "text": "我是张伟本人。"}


def folder_of(place: Path, *labels: Mapping[str, object]) -> Path:
    (place / "a.jpg").write_bytes(b"a")
    (place / "b.jpg").write_bytes(b"b")
    lines = [json.dumps(label, ensure_ascii=False) for label in labels]
    (place / LABELS_FILE).write_text("\n\n".join(lines), encoding="utf-8")
    return place


def test_a_card(tmp_path: Path) -> None:
    fields = {"number": "X", "valid_to": None, "valid_from": "2020-02-03", "side": "front"}
    label = {**CARD, "kind": "resident_id", "today": "2026-11-01", "reasons": ["glare"]}
    (sample,) = labelled(folder_of(tmp_path, {**label, "fields": fields}))
    assert (sample.name, sample.group, sample.wanted) == ("a.jpg", "glare", Wanted.REFUSE)
    assert sample.reasons == {Reason.GLARE}
    assert sample.fields["valid_from"] == date(2020, 2, 3)
    assert sample.fields["valid_to"] is None
    assert sample.request() == CardRequest(b"a", DocumentKind.RESIDENT_ID, date(2026, 11, 1))


def test_a_face_and_a_statement(tmp_path: Path) -> None:
    face = {**FACE, "media_kind": "video", "portrait": "b.jpg"}
    samples = list(labelled(folder_of(tmp_path, face, {**STATEMENT, "neutral": "b.jpg"})))
    assert [one.request() for one in samples] == [
        FaceRequest(b"a", MediaKind.VIDEO, Action.CLOSE_EYES, b"b", None),
        StatementRequest(b"a", "张伟", Lang.ZH, "我是张伟本人。", b"b", 5.0),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {**CARD, "check": "voice"},
        {**CARD, "wanted": "fine"},
        {**CARD, "reasons": ["ugly"]},
        {**CARD, "file": "missing.jpg"},
        {**CARD, "fields": {"colour": "blue"}},
        {**CARD, "fields": {"birth": "yesterday"}},
        {**CARD, "today": "soon"},
        {**FACE, "action": "jump"},
        {**FACE, "neutral": "missing.jpg"},
        {**STATEMENT, "lang": "fr"},
        {**STATEMENT, "name": "李雷"},
        {"file": "a.jpg"},
    ],
)
def test_a_wrong_line_is_named_before_anything_is_judged(
    wrong: Mapping[str, object], tmp_path: Path
) -> None:
    with pytest.raises(LabelError, match="line 3"):
        list(labelled(folder_of(tmp_path, CARD, wrong)))


def test_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="is missing"):
        list(labelled(tmp_path))
