"""Finds faces and 468 points on each, by mediapipe's face mesh."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from verification.models import ModelFile, find_model

if TYPE_CHECKING:
    from verification.engines.media import Pixels

Points: TypeAlias = NDArray[np.float64]

LANDMARKS = ModelFile(
    name="mediapipe-face-landmark-with-attention",
    package="mediapipe",
    path="modules/face_landmark/face_landmark_with_attention.tflite",
    sha256="e06a804e0144f9929eda782122916b35d60c697c3c9344013ca2bbe76a6ce2b4",
)
DETECTION = ModelFile(
    name="mediapipe-face-detection-short-range",
    package="mediapipe",
    path="modules/face_detection/face_detection_short_range.tflite",
    sha256="bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
)
POINTS = 468
"""The refined mesh adds ten points of the irises, which are left out."""

MOST_FACES = 2
"""Two are looked for, so that a second person is seen."""


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """A face in a picture.

    Attributes:
        points: 468 rows of x, y, z in pixels of that picture.
    """

    points: Points


class FaceMesh(Protocol):
    """Finds faces."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of the models used."""
        ...

    def photograph(self, picture: "Pixels") -> tuple[Face, ...]:
        """The faces in one picture, the largest first."""
        ...

    def film(self, frames: Iterable["Pixels"]) -> Iterator[tuple["Pixels", tuple[Face, ...]]]:
        """Each frame with the faces in it, followed from frame to frame."""
        ...


class MediapipeMesh(FaceMesh):
    """mediapipe 0.10.21, the last release that carries its models; it takes no others."""

    @property
    @override
    def models(self) -> tuple[tuple[str, str], ...]:
        return tuple(find_model(model).digest for model in (DETECTION, LANDMARKS))

    @override
    def photograph(self, picture: "Pixels") -> tuple[Face, ...]:
        return _faces(self._still.process(picture), picture)

    @override
    def film(self, frames: Iterable["Pixels"]) -> Iterator[tuple["Pixels", tuple[Face, ...]]]:
        with _solution(static=False) as mesh:
            for frame in frames:
                yield frame, _faces(mesh.process(frame), frame)

    @cached_property
    def _still(self) -> Any:
        return _solution(static=True)


def _solution(*, static: bool) -> Any:
    """A new mesh; the untyped library's own object."""
    for model in (DETECTION, LANDMARKS):
        find_model(model)
    import mediapipe

    return mediapipe.solutions.face_mesh.FaceMesh(
        static_image_mode=static, max_num_faces=MOST_FACES, refine_landmarks=True
    )


def _faces(answer: Any, picture: "Pixels") -> tuple[Face, ...]:
    height, width = picture.shape[:2]
    scale = np.array([width, height, width], dtype=np.float64)
    meshes = [
        np.array([(point.x, point.y, point.z) for point in found.landmark[:POINTS]]) * scale
        for found in answer.multi_face_landmarks or ()
    ]
    meshes.sort(key=lambda points: float(np.ptp(points[:, 0])), reverse=True)
    return tuple(Face(points) for points in meshes)
