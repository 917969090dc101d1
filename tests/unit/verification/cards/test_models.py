"""A model that is not the measured one is refused."""

import hashlib
from pathlib import Path

import pytest

from verification.errors import ModelError
from verification.models import SUMS_FILE, ModelFile, find_model

HERE = ModelFile("api", "verification", "api.py", "0" * 64)


def test_another_digest_is_refused() -> None:
    with pytest.raises(ModelError, match="expected 0000"):
        find_model(HERE)


@pytest.mark.parametrize(
    "model",
    [
        ModelFile("x", "verification", "no-such-file.onnx", "0" * 64),
        ModelFile("x", "no_such_package_at_all", "x.onnx", "0" * 64),
    ],
)
def test_what_is_missing_is_said(model: ModelFile) -> None:
    with pytest.raises(ModelError):
        find_model(model)


def test_a_folder_of_ones_own_needs_its_sums(tmp_path: Path) -> None:
    (tmp_path / "api.py").write_bytes(b"another model")
    with pytest.raises(ModelError, match=SUMS_FILE):
        find_model(HERE, tmp_path)
    right = hashlib.sha256(b"another model").hexdigest()
    (tmp_path / SUMS_FILE).write_text(f"{right}  api.py\n", encoding="utf-8")
    assert find_model(HERE, tmp_path).digest == ("api", right)
