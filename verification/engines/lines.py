"""Recognises single lines of text with PaddleOCR's network: characters, confidence and places."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import yaml

from verification.engines.ports import Line, Pixels
from verification.models import FoundModel

_HEIGHT_PX = 48
_LEAST_WIDTH_PX, _MOST_WIDTH_PX = 64, 3200
_WIDTH_STEP_PX = 16
_UPRIGHT = 1.5
"""A crop so much taller than wide is no line of ours: all of them run across."""

_BLANK = 0
_SPACE = " "

Outline = npt.NDArray[Any]
"""Top left, top right, bottom right, bottom left of a line, as 4 x 2 pixels."""


class LineRecogniser:
    """Reads one line after the other; the network and its characters are loaded once."""

    def __init__(self, recognition: list[FoundModel]) -> None:
        network, settings = recognition
        self._session = load_session(network)
        self._input = self._session.get_inputs()[0].name
        self._characters = _characters(settings)

    def line(self, picture: Pixels, outline: Outline) -> Line | None:
        """Return what stands within the outline, None when it is no line.

        Args:
            picture: blue first.
            outline: see `Outline`.
        """
        crop = _cropped(picture, np.asarray(outline, np.float32))
        if crop is None:
            return None
        scaled, inked_px = _scaled(crop)
        scores = self._session.run(None, {self._input: scaled})[0][0]
        return self._decoded(scores, outline, scaled.shape[-1] / inked_px)

    def _decoded(self, scores: npt.NDArray[np.float32], outline: Outline, stretch: float) -> Line:
        """Return the likeliest text: repetitions and blanks are left out (CTC)."""
        best = scores.argmax(axis=-1)
        first = np.concatenate([[True], best[1:] != best[:-1]])
        steps = np.flatnonzero(first & (best != _BLANK))
        text = "".join(self._characters[best[step]] for step in steps)
        sures = scores.max(axis=-1)[steps]
        (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
        across = left + (steps + 0.5) / len(best) * stretch * (right - left)
        shown = [at for at, letter in enumerate(text) if not letter.isspace()]
        return Line(
            text=text,
            score=float(sures.mean()) if len(sures) else 0.0,
            left=float(left),
            top=float(top),
            right=float(right),
            bottom=float(bottom),
            columns=tuple(float(across[at]) for at in shown),
            sures=tuple(float(sures[at]) for at in shown),
        )


def load_session(model: FoundModel) -> Any:
    """Return a network of ONNX Runtime on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(model.path), options, providers=["CPUExecutionProvider"]
    )


def _characters(settings: FoundModel) -> list[str]:
    """Return the network's characters: the blank, those of its settings, and the space."""
    with settings.path.open(encoding="utf-8") as file:
        listed = yaml.safe_load(file)["PostProcess"]["character_dict"]
    return ["", *(str(one) for one in listed), _SPACE]


def _cropped(picture: Pixels, outline: npt.NDArray[np.float32]) -> Pixels | None:
    across = max(np.linalg.norm(outline[0] - outline[1]), np.linalg.norm(outline[2] - outline[3]))
    down = max(np.linalg.norm(outline[0] - outline[3]), np.linalg.norm(outline[1] - outline[2]))
    width, height = round(float(across)), round(float(down))
    if width < 1 or height < 1 or height > _UPRIGHT * width:
        return None
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(outline, flat)
    crop = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(crop, np.uint8)


def _scaled(crop: Pixels) -> tuple[npt.NDArray[np.float32], int]:
    """Return the crop as the network wants it, and how many of its columns are the crop's."""
    height, width = crop.shape[:2]
    inked = min(_MOST_WIDTH_PX, max(1, -(-_HEIGHT_PX * width // height)))
    whole = max(_LEAST_WIDTH_PX, -(-inked // _WIDTH_STEP_PX) * _WIDTH_STEP_PX)
    scaled = np.zeros((1, 3, _HEIGHT_PX, whole), np.float32)
    small = cv2.resize(crop, (inked, _HEIGHT_PX)).astype(np.float32)
    scaled[0, :, :, :inked] = small.transpose(2, 0, 1) / 127.5 - 1.0
    return scaled, inked
