"""The card check, beside PaddleOCR on the card as the check hands it over."""

import os
import tempfile
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.engines import one_threaded
from benchmarks.measure import Bounds, Size, in_turn
from benchmarks.rows import Row
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import BY_KEY
from dialogs.kinds import CardSide, Verdict
from verification.api import CardRequest
from verification.checks.card import check_card
from verification.engines.loading import Engines
from verification.engines.pictures import decode_picture
from verification.engines.ports import Pixels
from verification.measure.outline import find_outline, flatten
from verification.models import find_model

_PERSON = BY_KEY["zhang_wei"]
_SEED = 11
_BUDGET_S = 60.0


def run(size: Size) -> list[Row]:
    """Check both sides of a specimen card; the small size only the front."""
    engines = one_threaded()
    sides = list(CardSide)[: size.pick(1, 2)]
    return [_side(side, engines, Bounds(size.pick(1, 7), _BUDGET_S)) for side in sides]


def _side(side: CardSide, engines: Engines, bounds: Bounds) -> Row:
    photo = photograph(draw_card(_PERSON, side, portrait()), seed=_SEED)
    request = CardRequest(photo, _PERSON.document_kind, _PERSON.valid_from)
    verdict = check_card(request, engines).outcome.verdict  # loads the engines, too
    rectified = _rectified(photo)
    bare = _bare_reader()
    bare(rectified)
    check, alone = in_turn(bounds, partial(check_card, request, engines), partial(bare, rectified))
    note = "a photograph of 1600 x 1200; bare: PaddleOCR on the rectified card"
    if verdict is not Verdict.PASS:
        note += f"; the verdict was {verdict}"
    return Row(f"Card check, {side.value}", check.cpu_s, "s", alone.cpu_s, check.wall_s, note)


def _bare_reader() -> Callable[[Pixels], object]:
    """Return PaddleOCR's own pipeline with the very models and settings of the check."""
    from verification.engines.paddle import DETECTION, DETECTION_SIDE_PX, RECOGNITION, as_folder

    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    detection, recognition = (
        [find_model(model) for model in some["small"]] for some in (DETECTION, RECOGNITION)
    )
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from paddleocr import PaddleOCR

        pipeline = PaddleOCR(
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": 1, "inter_op_num_threads": 1},
            text_detection_model_name=detection[0].digest[0],
            text_detection_model_dir=as_folder(Path(folder, "detection"), detection),
            text_recognition_model_name=recognition[0].digest[0],
            text_recognition_model_dir=as_folder(Path(folder, "recognition"), recognition),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            text_det_limit_side_len=DETECTION_SIDE_PX,
            text_det_limit_type="max",
            text_recognition_batch_size=1,
        )
    return lambda picture: pipeline.predict(np.ascontiguousarray(picture[..., ::-1]))


def _rectified(photo: bytes) -> Pixels:
    """Return the card as the check reads it: the photograph here lies upright already."""
    picture = decode_picture(photo)
    if isinstance(picture, str):
        raise TypeError(f"the photograph is refused: {picture}")
    corners = find_outline(picture)
    if corners is None:
        raise RuntimeError("the outline of the card is not found")
    return flatten(picture, corners).picture
