"""The training and test sentences keep their own promises."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from dialogs.kinds import Lang
from dialogs.understanding import Intent
from nlu.examples import Example, training_sentences, unseen_sentences
from nlu.normalise import normalise
from nlu.parse import mask
from nlu.project import RasaProject

PROJECT = RasaProject()
LEAST = 25
LEAST_IMPORTANT = 40
LEAST_TESTED = 8
IMPORTANT = {
    Intent.RESET_PASSWORD, Intent.ASK_PASSWORD_RULES, Intent.ASK_PASSWORD_KINDS,
    Intent.ASK_DOCUMENTS,
    Intent.ASK_WHO_MAY_APPLY, Intent.ASK_CODE_NOT_RECEIVED, Intent.ASK_PHONE_OUT_OF_USE,
    Intent.ASK_WHY_VIDEO, Intent.ASK_PHOTO_TIPS, Intent.ASK_VIDEO_TIPS, Intent.ASK_HOW_LONG,
    Intent.ASK_SAFE, Intent.ASK_GENUINE, Intent.ASK_DATA_USE, Intent.REFUSE_FACE, Intent.STATUS,
    Intent.WHY_RETURNED, Intent.WRONG_PHONE, Intent.WRONG_IDENTITY, Intent.STOP, Intent.PERSON,
    Intent.HELP, Intent.FRUSTRATION, Intent.OUT_OF_SCOPE,
}  # fmt: skip


@pytest.fixture(scope="module")
def training() -> list[Example]:
    return training_sentences(PROJECT)


@pytest.fixture(scope="module")
def testing() -> list[Example]:
    return unseen_sentences(PROJECT)


def test_rasa_knows_exactly_the_intents_of_the_dialog() -> None:
    domain = yaml.safe_load((PROJECT.root / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain["intents"]) == {intent.value for intent in Intent}


@pytest.mark.parametrize("lang", Lang)
def test_every_intent_has_enough_sentences(lang: Lang, training: list[Example]) -> None:
    count = Counter(example.intent for example in training if example.lang is lang)
    assert all(count[intent] >= LEAST for intent in Intent), count
    assert all(count[intent] >= LEAST_IMPORTANT for intent in IMPORTANT), count


@pytest.mark.parametrize("lang", Lang)
def test_every_intent_is_tested(lang: Lang, testing: list[Example]) -> None:
    count = Counter(example.intent for example in testing if example.lang is lang)
    assert all(count[intent] >= LEAST_TESTED for intent in Intent), count


def test_no_test_sentence_was_learnt(training: list[Example], testing: list[Example]) -> None:
    learnt = {normalise(example.text) for example in training}
    assert [example for example in testing if normalise(example.text) in learnt] == []


def test_no_sentence_stands_under_two_intents(training: list[Example]) -> None:
    seen: dict[str, Intent] = {}
    for example in training:
        assert seen.setdefault(normalise(example.text), example.intent) is example.intent, example


def test_training_sentences_look_as_they_do_after_the_mask(training: list[Example]) -> None:
    changed = [
        example.text
        for example in training
        if normalise(mask(example.text)).replace(" ", "")
        != normalise(example.text).replace(" ", "")
    ]
    assert changed == []


def test_every_data_file_is_read_by_rasas_rules() -> None:
    for path in sorted(Path(PROJECT.root).glob("*/**/*.yml")):
        if path.parts[len(PROJECT.root.parts)] in {"data", "test"}:
            assert "nlu" in yaml.safe_load(path.read_text(encoding="utf-8")), path
