"""Sounds of statements: complete ones in graded conditions, and one fault at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from bot.sandbox.materials.speech import RATE, Sound
from dialogs.kinds import Lang
from dialogs.reasons import Reason
from dialogs.rules.phrases import draw_phrase
from evaluation.listening import ListeningRequest
from evaluation.samples import Check, Sample, Wanted
from evaluation.statements import rooms
from evaluation.statements.voices import (
    DIGITS,
    NAMES,
    STATEMENT,
    WHOLE,
    Voice,
    silence,
    voices,
)
from verification.api import StatementRequest

_MINIMUM_S = 5.0
_READ = (*WHOLE, DIGITS)
_NEGATED_MIDDLE = ("intro", "middle_not", "last", DIGITS)
_NEGATED_LAST = ("intro", "middle", "last_not", DIGITS)
_MISSING = frozenset({Reason.SENTENCE_MISSING})
_NEGATED = frozenset({Reason.NEGATED, Reason.SENTENCE_MISSING})
_OTHER_DIGITS = frozenset({Reason.PHRASE_NOT_HEARD})
_NAMELESS = frozenset({Reason.NAME_NOT_HEARD, Reason.SENTENCE_MISSING})
_NOTHING = frozenset({Reason.NO_SPEECH, Reason.NO_SOUND, Reason.SENTENCE_MISSING})
_QUIET = frozenset({Reason.TOO_QUIET, Reason.NO_SOUND, Reason.NO_SPEECH})

Spoil = Callable[[Sound, int], Sound]


@dataclass(frozen=True, slots=True)
class _Group:
    """A row of the table.

    Attributes:
        name: of the row.
        wanted: what the ear should say.
        pieces: what is said, in order.
        spoil: what happens to it on its way.
        reasons: when it is refused, one of them must be named.
        pause_s: between the pieces.
        asked: the phrase that is asked for, by the voice's own one and a number; its own if None.
    """

    name: str
    wanted: Wanted
    pieces: tuple[str, ...] = _READ
    spoil: Spoil = lambda sound, _seed: sound
    reasons: frozenset[Reason] = frozenset()
    pause_s: float = 0.3
    asked: Callable[[str, int], str] | None = None


def _at(level_dbfs: float) -> Spoil:
    return lambda sound, _seed: rooms.louder(sound, level_dbfs)


def _noisy(noise: Callable[[int], NDArray[np.float64]], below_db: float) -> Spoil:
    return lambda sound, seed: rooms.with_noise(sound, noise(seed), below_db)


def _coded(container: str, *options: str) -> Spoil:
    return lambda sound, _seed: rooms.coded(sound, *options, container=container)


@lru_cache(maxsize=1)
def _crowd(_seed: int) -> NDArray[np.float64]:
    return rooms.babble([one.says(("other",)) for one in voices()])


def _room(seconds: float) -> Spoil:
    return lambda sound, seed: rooms.in_room(sound, seconds, seed)


def _paced(factor: float) -> Spoil:
    return lambda sound, _seed: rooms.paced(sound, factor)


def _clipped(over_db: float) -> Spoil:
    return lambda sound, _seed: rooms.clipped(sound, over_db)


def _instead(sound: Sound, seed: int) -> Sound:
    return np.asarray(np.resize(rooms.white(seed), len(sound)) * 1500, dtype=np.int16)


def _tone(sound: Sound, _seed: int) -> Sound:
    times = np.arange(len(sound)) / RATE
    return np.asarray(6000 * np.sin(2 * np.pi * 440 * times), dtype=np.int16)


def _still(sound: Sound, seed: int) -> Sound:
    return np.asarray(np.resize(rooms.white(seed), len(sound)) * 6, dtype=np.int16)


def _old(number: int) -> Callable[[str, int], str]:
    """Another attempt's phrase is asked for."""
    return lambda phrase, seed: draw_phrase((seed + 97 * number) * 7919, phrase)


def _near(phrase: str, seed: int) -> str:
    """One digit is another."""
    place, digit = seed % 4, next(one for one in "3817" if one not in phrase)
    return phrase[:place] + digit + phrase[place + 1 :]


def _turned(phrase: str, _seed: int) -> str:
    return phrase[1] + phrase[0] + phrase[3] + phrase[2]


def _noises(name: str, noise: Callable[[int], NDArray[np.float64]]) -> Iterator[_Group]:
    for below_db, wanted in ((20, Wanted.PASS), (10, Wanted.NOT_FAIL), (5, Wanted.NOT_FAIL)):
        yield _Group(f"{name} {below_db} dB", wanted, spoil=_noisy(noise, below_db))


_GOOD = (
    _Group("good", Wanted.PASS),
    _Group("hardly a pause", Wanted.PASS, pause_s=0.05),
    _Group("long pauses", Wanted.PASS, pause_s=1.0),
    _Group("digits first", Wanted.NOT_FAIL, (DIGITS, *WHOLE)),
    *(_Group(f"speed {one}", Wanted.PASS, spoil=_paced(one)) for one in (0.85, 1.2)),
    *(_Group(f"speed {one}", Wanted.NOT_FAIL, spoil=_paced(one)) for one in (0.75, 1.4)),
    *(_Group(f"{one} dBFS", Wanted.PASS, spoil=_at(one)) for one in (-10, -25, -35)),
    _Group("-45 dBFS", Wanted.NOT_PASS, spoil=_at(-45), reasons=_QUIET),
    _Group("-55 dBFS", Wanted.REFUSE, spoil=_at(-55), reasons=_QUIET),
    *_noises("white noise", rooms.white),
    *_noises("pink noise", rooms.pink),
    _Group("babble 20 dB", Wanted.PASS, spoil=_noisy(_crowd, 20)),
    _Group("babble 10 dB", Wanted.NOT_FAIL, spoil=_noisy(_crowd, 10)),
    _Group("Opus 12 kbit/s", Wanted.PASS, spoil=_coded("ogg", "-c:a", "libopus", "-b:a", "12k")),
    _Group("Opus 8 kbit/s", Wanted.PASS, spoil=_coded("ogg", "-c:a", "libopus", "-b:a", "8k")),
    _Group("AAC 24 kbit/s", Wanted.PASS, spoil=_coded("adts", "-c:a", "aac", "-b:a", "24k")),
    _Group("8 kHz", Wanted.PASS, spoil=lambda sound, _seed: rooms.telephone(sound)),
    _Group("echo 0.3 s", Wanted.PASS, spoil=_room(0.3)),
    _Group("echo 0.8 s", Wanted.NOT_FAIL, spoil=_room(0.8)),
    _Group("clipped by 12 dB", Wanted.PASS, spoil=_clipped(12)),
    _Group("clipped by 20 dB", Wanted.NOT_FAIL, spoil=_clipped(20)),
)  # fmt: skip

_BAD = (
    _Group("last clause missing", Wanted.REFUSE, ("intro", "middle", DIGITS), reasons=_MISSING),
    _Group("middle clause missing", Wanted.REFUSE, ("intro", "last", DIGITS), reasons=_MISSING),
    _Group("first clause missing", Wanted.REFUSE, ("middle", "last", DIGITS), reasons=_NAMELESS),
    _Group("first clause alone", Wanted.REFUSE, ("intro", DIGITS), reasons=_MISSING),
    _Group("other name", Wanted.REFUSE, ("intro2", "middle", "last", DIGITS), reasons=_NAMELESS),
    _Group("no name", Wanted.REFUSE, ("noname", "middle", "last", DIGITS), reasons=_NAMELESS),
    _Group("middle negated", Wanted.REFUSE, _NEGATED_MIDDLE, reasons=_NEGATED),
    _Group("last negated", Wanted.REFUSE, _NEGATED_LAST, reasons=_NEGATED),
    _Group("paraphrase", Wanted.REFUSE, ("paraphrase", DIGITS), reasons=_MISSING),
    _Group("other text", Wanted.REFUSE, ("other", DIGITS), reasons=_MISSING),
    _Group("no digits", Wanted.REFUSE, WHOLE, reasons=_OTHER_DIGITS),
    *(
        _Group(f"old digits {one}", Wanted.REFUSE, reasons=_OTHER_DIGITS, asked=_old(one))
        for one in range(1, 5)
    ),
    _Group("digits in another order", Wanted.REFUSE, reasons=_OTHER_DIGITS, asked=_turned),
    _Group("one digit another", Wanted.NOT_PASS, reasons=_OTHER_DIGITS, asked=_near),
    _Group("silence", Wanted.REFUSE, spoil=_still, reasons=_NOTHING),
    _Group("tone", Wanted.REFUSE, spoil=_tone, reasons=_NOTHING),
    _Group("noise alone", Wanted.REFUSE, spoil=_instead, reasons=_NOTHING),
)  # fmt: skip


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group, each voice once in every group."""
    for group in (*_GOOD, *_BAD):
        for number, voice in enumerate(voices()):
            phrase = voice.phrases[(seed + number) % len(voice.phrases)]
            asked = phrase if group.asked is None else group.asked(phrase, seed + number)
            yield Sample(
                name=f"{voice.name} {phrase} asked {asked}",
                check=Check.LISTENING,
                group=group.name,
                wanted=group.wanted,
                request=partial(_request, group, voice, (phrase, asked), seed + number),
                reasons=group.reasons,
            )


def _request(group: _Group, voice: Voice, phrases: tuple[str, str], seed: int) -> ListeningRequest:
    spoken, asked = phrases
    said = voice.says(group.pieces, spoken, group.pause_s)
    sound = group.spoil(said, seed) if len(said) else silence(_MINIMUM_S)
    name = NAMES[voice.lang][0]
    text = STATEMENT[Lang(voice.lang)].format(name)
    return ListeningRequest(
        sound, StatementRequest(b"", name, voice.lang, text, None, _MINIMUM_S, asked)
    )
