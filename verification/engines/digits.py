"""How likely certain digits were spoken, by Whisper's decoder under teacher forcing.

Whisper base often stops writing before digits that follow a sentence, or repeats the last one for
ever; but when it is given the sentence and asked which digit comes next, it tells them apart.
Nothing is "heard" by being given: only how the ten digits compare at each place is taken.
"""

from typing import Any

import numpy as np

_DIGITS = "0123456789"


def digit_chances(
    model: Any, encoded: Any, lang: str, before: str, phrase: str
) -> tuple[float, ...]:
    """For each digit of `phrase` its share among the ten, after `before` and the digits before.

    Args:
        model: a `faster_whisper.WhisperModel`.
        encoded: the sound as its encoder left it.
        lang: the language's code.
        before: what was said before the digits.
        phrase: the digits.
    """
    from faster_whisper.tokenizer import Tokenizer

    words = Tokenizer(model.hf_tokenizer, multilingual=True, task="transcribe", language=lang)
    ids = [model.hf_tokenizer.token_to_id(digit) for digit in _DIGITS]
    said = words.encode(before) if before else []
    forced = [*said, *(ids[int(digit)] for digit in phrase)]
    start = [*words.sot_sequence, words.no_timestamps]
    answer = model.model.generate(
        encoded,
        [[*start, *forced]],
        beam_size=1,
        max_length=2 * (len(start) + len(forced) + 1),  # the library takes half of it
        suppress_blank=False,
        suppress_tokens=[],
        return_logits_vocab=True,
    )[0]
    rows = answer.logits[0][len(said) : len(forced)]
    return tuple(_share(row, ids, int(digit)) for row, digit in zip(rows, phrase, strict=True))


def _share(logits: Any, ids: list[int], digit: int) -> float:
    values = np.array(logits).reshape(-1)[ids].astype(np.float64)
    powers = np.exp(values - values.max())
    return float(powers[digit] / powers.sum())
