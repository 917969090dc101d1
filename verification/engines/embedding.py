"""Describes a face by 128 numbers that stay close for the same person, by dlib's network."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from verification.engines.mesh import Face
from verification.models import FoundModel, ModelFile, find_model

if TYPE_CHECKING:
    from verification.engines.media import Pixels

Embedding: TypeAlias = NDArray[np.float64]

RESNET = ModelFile(
    name="dlib-face-recognition-resnet-v1",
    package="face_recognition_models",
    path="models/dlib_face_recognition_resnet_model_v1.dat",
    sha256="55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
)

_FIVE_POINTS = (263, 362, 33, 133, 2)
"""Mesh points for dlib's five: the corners of both eyes and the foot of the nose."""


class FaceEmbedder(Protocol):
    """Describes faces for comparison."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and sha256 of the models used."""
        ...

    def embed(self, picture: "Pixels", face: Face) -> Embedding:
        """128 numbers; the Euclidean distance of two tells how unlike the faces are."""
        ...


class DlibEmbedder(FaceEmbedder):
    """dlib's ResNet; its weights (CC0) are in face-recognition-models, which is not imported."""

    def __init__(self, own_folder: Path | None = None) -> None:
        self._own_folder = own_folder

    @property
    @override
    def models(self) -> tuple[tuple[str, str], ...]:
        return (self._weights.digest,)

    @override
    def embed(self, picture: "Pixels", face: Face) -> Embedding:
        import _dlib_pybind11 as dlib

        low, high = face.points[:, :2].min(axis=0), face.points[:, :2].max(axis=0)
        box = dlib.rectangle(int(low[0]), int(low[1]), int(high[0]), int(high[1]))
        corners = [dlib.point(*_pixel(face, index)) for index in _FIVE_POINTS]
        shape = dlib.full_object_detection(box, corners)
        whole = np.ascontiguousarray(picture)
        return np.array(self._network.compute_face_descriptor(whole, shape), dtype=np.float64)

    @cached_property
    def _network(self) -> Any:
        import _dlib_pybind11 as dlib

        return dlib.face_recognition_model_v1(str(self._weights.path))

    @property
    def _weights(self) -> FoundModel:
        return find_model(RESNET, self._own_folder)


def _pixel(face: Face, index: int) -> tuple[int, int]:
    x, y = face.points[index, :2]
    return round(float(x)), round(float(y))
