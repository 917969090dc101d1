"""Says whether a card's portrait holds a face: OpenCV's own cascade, milliseconds a card."""

from typing import Any

import cv2
import numpy as np

from verification.engines.ports import Pixels
from verification.models import ModelFile, find_model

CASCADE = ModelFile(
    "haarcascade_frontalface_alt2",
    "cv2",
    "data/haarcascade_frontalface_alt2.xml",
    "7b0c967d9abbdfbde025eb9c786947d151b6426040d07a8f9562ed8fd90724b4",
)
_SIDE_PX = 320
_SMALLEST_FACE_SHARE = 0.25


class CascadePortraitFinder:
    """Looks for a frontal face in a small picture."""

    def __init__(self) -> None:
        found = find_model(CASCADE)
        self._models = (found.digest,)
        self._cascade: Any = cv2.CascadeClassifier(str(found.path))

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of the cascade."""
        return self._models

    def has_face(self, picture: Pixels) -> bool:
        """Say whether there is at least one face that fills a quarter of the picture."""
        scale = _SIDE_PX / max(picture.shape[:2])
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        grey = cv2.equalizeHist(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8))
        least = round(_SMALLEST_FACE_SHARE * min(grey.shape))
        faces = self._cascade.detectMultiScale(grey, 1.08, 3, minSize=(least, least))
        return len(faces) > 0
