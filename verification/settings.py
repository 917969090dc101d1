"""What a deployment may choose about the verification."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CardModels = Literal["small", "tiny"]


@dataclass(frozen=True, slots=True)
class VerifierSettings:
    """How many child processes check, for how long, with how much memory and which models.

    Attributes:
        workers: child processes; each holds its own engines.
        card_timeout_s: time limit of a card check, the child's first start included.
        face_timeout_s: time limit of a liveness round.
        statement_timeout_s: time limit of a statement check.
        drawing_timeout_s: time limit of drawing one picture (1 CPU second), of taking the
            pictures out of one file for a sheet (a minute of film in full HD 14) and of putting
            the sheet together (21 tiles 2), each by itself, the child's first start included.
        memory_limit_mb: private memory a child may have; with every engine loaded it has 2000
            (of which 950 are resident), with the card engines alone 670.
        card_models: `small` reads rare characters, `tiny` costs half as much.
        card_model_dir: a folder with other card models and their SHA256SUMS.
        face_model_dir: a folder with other face models and their SHA256SUMS.
        speech_model_dir: a folder with another speech model and its SHA256SUMS.
    """

    workers: int = 1
    card_timeout_s: float = 90.0
    face_timeout_s: float = 90.0
    statement_timeout_s: float = 180.0
    drawing_timeout_s: float = 90.0
    memory_limit_mb: int = 3000
    card_models: CardModels = "small"
    card_model_dir: Path | None = None
    face_model_dir: Path | None = None
    speech_model_dir: Path | None = None
