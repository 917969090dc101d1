"""Where the Rasa project lies and which files make its model."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

_INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.txt",
    "data/**/*.yml",
    "components/*.py",
    "components/*.yml",
)


@dataclass(frozen=True, slots=True)
class RasaProject:
    """The folder of the Rasa project.

    Attributes:
        root: the folder with config.yml, domain.yml, data and components.
    """

    root: Path = Path(__file__).resolve().parent / "rasa"

    @property
    def python(self) -> Path:
        """The interpreter of the project's own environment."""
        return self.root / ".venv" / "bin" / "python"

    @property
    def model(self) -> Path:
        """The trained model."""
        return self.root / "models" / "understanding.tar.gz"

    @property
    def stamp(self) -> Path:
        """The digest of the files that the model was trained from."""
        return self.root / "models" / "understanding.inputs"

    def inputs_digest(self) -> str:
        """Return a digest over everything that the model depends on."""
        digest = hashlib.sha256()
        for path in self._inputs():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def model_is_current(self) -> bool:
        """Whether the stored model was trained from the files as they are now."""
        if not (self.model.exists() and self.stamp.exists()):
            return False
        return self.stamp.read_text().strip() == self.inputs_digest()

    def _inputs(self) -> list[Path]:
        own = [path for pattern in _INPUTS for path in self.root.glob(pattern)]
        return [*sorted(own), Path(__file__).resolve().with_name("normalise.py")]
