"""The set of spoken statements: what each room does to a sound, and that every sample is one."""

from collections import Counter

import numpy as np
import pytest

from bot.sandbox.materials.speech import RATE, Sound
from dialogs.kinds import Lang
from dialogs.rules.phrases import draw_phrase
from evaluation.listening import ListeningRequest
from evaluation.sets.listening import samples
from evaluation.statements import rooms
from evaluation.statements.voices import WHOLE, Voice, voices


def tone(amplitude: float = 8000.0, seconds: float = 2.0) -> Sound:
    times = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(amplitude * np.sin(2 * np.pi * 440 * times), dtype=np.int16)


def level_db(sound: Sound) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(sound.astype(np.float64) ** 2)) / 32768))


@pytest.mark.parametrize("wanted", [-10.0, -35.0, -55.0])
def test_loudness_is_what_is_asked_for(wanted: float) -> None:
    assert level_db(rooms.louder(tone(), wanted)) == pytest.approx(wanted, abs=1.0)


@pytest.mark.parametrize("below_db", [5.0, 20.0])
def test_noise_lies_so_far_below(below_db: float) -> None:
    clean = tone()
    noise = rooms.with_noise(clean, rooms.white(1), below_db).astype(np.int32) - clean
    assert level_db(clean) - level_db(np.asarray(noise, np.int16)) == pytest.approx(
        below_db, abs=1.5
    )


def test_pink_noise_falls_with_the_frequency() -> None:
    power = np.abs(np.fft.rfft(rooms.pink(3))) ** 2
    low, high = power[2000:4000].mean(), power[16000:32000].mean()
    assert low / high == pytest.approx(8.0, rel=0.2)  # three octaves of 3 dB


def test_an_echo_outlasts_the_sound() -> None:
    sound = np.concatenate([tone(seconds=0.5), np.zeros(RATE, np.int16)])
    after = slice(int(0.52 * RATE), int(0.6 * RATE))
    assert not sound[after].any()
    assert np.abs(rooms.in_room(np.asarray(sound, np.int16), 0.8, 1)[after]).max() > 100


def test_a_sound_too_loud_is_cut_at_one_height() -> None:
    heights = np.abs(rooms.clipped(tone(), 20))
    assert (heights == heights.max()).mean() > 0.5


@pytest.mark.parametrize(("factor", "seconds"), [(0.75, 2.67), (1.4, 1.43)])
def test_the_pace_changes_the_length(factor: float, seconds: float) -> None:
    assert len(rooms.paced(tone(), factor)) / RATE == pytest.approx(seconds, abs=0.1)


def test_both_languages_have_voices_with_everything_to_say() -> None:
    every = voices()
    assert {one.lang for one in every} == set(Lang)
    for voice in every:
        assert len(_said(voice)) > 6 * RATE, voice.name


def _said(voice: Voice) -> Sound:
    return voice.says((*WHOLE, "digits"), voice.phrases[0])


def test_each_sample_is_one_and_asks_for_a_phrase_that_could_be_drawn() -> None:
    every = list(samples(5))
    assert max(Counter((one.group, one.name) for one in every).values()) == 1
    wrong = next(one for one in every if one.group == "old digits 1")
    request = wrong.request()
    assert isinstance(request, ListeningRequest)
    spoken = wrong.name.split()[1]
    assert request.asked.phrase != spoken
    assert request.asked.phrase == draw_phrase((5 + 97) * 7919, spoken)
