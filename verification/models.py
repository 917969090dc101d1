"""Finds a model's file and makes sure that it is the one that was measured.

Models come inside packages. A deployment may put other models into a folder of its own: the file
keeps its name, and the folder's SHA256SUMS (as `sha256sum` writes it) says what is right.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verification.errors import ModelError

SUMS_FILE = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that a model is made of.

    Attributes:
        name: what the file is called in results and in error messages.
        package: the importable package that carries it.
        path: where it lies inside the package.
        sha256: its digest.
    """

    name: str
    package: str
    path: str
    sha256: str

    @property
    def digest(self) -> tuple[str, str]:
        """The name and the digest, as a result carries them."""
        return self.name, self.sha256


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A verified file on this machine.

    Attributes:
        path: where it is.
        digest: name and sha256 of what was found.
    """

    path: Path
    digest: tuple[str, str]


@cache
def find_model(model: ModelFile, own_folder: Path | None = None) -> FoundModel:
    """Return the verified file, from the deployment's own folder if one is given.

    Raises:
        ModelError: the file is missing or differs from its digest.
    """
    path, expected = _expected(model, own_folder)
    if not path.is_file():
        raise ModelError(f"model file missing: {path}")
    actual = file_sha256(path)
    if actual != expected:
        raise ModelError(f"model file {path} has sha256 {actual}, expected {expected}")
    return FoundModel(path, (model.name, actual))


def package_folder(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the package {package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def file_sha256(path: Path) -> str:
    """Return the hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _expected(model: ModelFile, own_folder: Path | None) -> tuple[Path, str]:
    if own_folder is None:
        return package_folder(model.package) / model.path, model.sha256
    name = model.path.replace("/", "_")
    return own_folder / name, _own_sum(own_folder, name)


def _own_sum(folder: Path, name: str) -> str:
    sums = folder / SUMS_FILE
    if not sums.is_file():
        raise ModelError(f"{sums} is missing: it lists the digests of the models in that folder")
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, listed = line.partition(" ")
        if listed.strip().lstrip("*") == name:
            return digest.lower()
    raise ModelError(f"{sums} does not list {name}")
