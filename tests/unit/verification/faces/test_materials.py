"""The committed sounds and points are complete and small."""

import json
from pathlib import Path

import pytest

import bot.sandbox.materials
from bot.sandbox.materials import speech
from bot.sandbox.people import PEOPLE
from dialogs.kinds import Lang

DATA = Path(bot.sandbox.materials.__file__).parent / "data"


@pytest.mark.parametrize("person", [person.key for person in PEOPLE])
@pytest.mark.parametrize("lang", list(Lang))
def test_everybody_can_speak_the_statement_with_the_own_name(person: str, lang: Lang) -> None:
    manifest = json.loads((DATA / "speech" / "statements.json").read_text(encoding="utf-8"))
    entry = manifest[f"{person}_{lang.value}"]
    name = next(one.name for one in PEOPLE if one.key == person)
    assert name in entry["text"]
    assert 0 < entry["half_ends_s"] < entry["seconds"]
    assert speech.opus_file(person, lang).is_file()


def test_each_sound_is_small() -> None:
    sizes = [file.stat().st_size for file in (DATA / "speech").glob("*.opus")]
    assert max(sizes) <= 60_000
    assert sum(sizes) < 1_000_000


def test_a_statement_lasts_as_long_as_the_manifest_says() -> None:
    spoken = speech.statement("zhang_wei", Lang.ZH)
    assert len(spoken.sound) / speech.RATE == pytest.approx(7.4, abs=0.3)


def test_digits_are_strung_together() -> None:
    one, three = speech.digits("1", Lang.EN), speech.digits("123", Lang.EN)
    assert len(three) > 2 * len(one)


def test_the_landmarks_are_whole() -> None:
    points = json.loads((DATA / "landmarks.json").read_text(encoding="utf-8"))
    assert {len(rows) for rows in points.values()} == {468}
    assert {len(row) for rows in points.values() for row in rows} == {3}
