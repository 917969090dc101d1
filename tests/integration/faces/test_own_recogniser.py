"""A deployment's own SenseVoice or Paraformer, loaded and run for real, with tiny networks.

They have the published models' inputs, outputs and metadata, and "hear" the same in any sound.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from bot.adapters import require_speech_model
from bot.config import Settings
from bot.errors import SettingsError
from dialogs.kinds import Lang
from tests.stories.stage import sections_for
from verification.engines.loading import load_recogniser
from verification.engines.sherpa import SherpaRecogniser
from verification.engines.speech import Asked, WhisperRecogniser
from verification.errors import ModelError

SIGNS = ("<|zh|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>")
SENSE_VOICE = ("<unk>", "<s>", "</s>", *SIGNS, *"我是张伟")
PARAFORMER = ("<blank>", "<s>", "</s>", *"我是张伟", "<unk>")
FEATURES = 560
ZEROS, ONES = ",".join(["0"] * FEATURES), ",".join(["1"] * FEATURES)
COMMON = {"lfr_window_size": 7, "lfr_window_shift": 6, "neg_mean": ZEROS, "inv_stddev": ONES}
SOUND = (np.random.default_rng(0).standard_normal(16_000) * 3000).astype(np.int16)


def sense_voice(path: Path) -> None:
    """Writes 我是张伟 after the four signs that SenseVoice begins with."""
    codes = {"lang_auto": 0, "lang_zh": 3, "lang_en": 4, "lang_yue": 7, "lang_ja": 11}
    marks = {"lang_ko": 12, "lang_nospeech": 13, "with_itn": 14, "without_itn": 15}
    meta = {"model_type": "sense_voice_ctc", "normalize_samples": 0, **codes, **marks, **COMMON}
    inputs = ("x", "x_length", "language", "text_norm")
    _write(path, inputs, (SENSE_VOICE, [3, 4, 5, 6, 7, 8, 0, 9, 10, *[0] * 30]), meta)


def paraformer(path: Path) -> None:
    """Writes 我是张伟."""
    meta = {"model_type": "paraformer", **COMMON}
    _write(path, ("speech", "speech_lengths"), (PARAFORMER, [3, 4, 5, 6, 2]), meta, counts=True)


def _write(
    path: Path,
    inputs: Sequence[str],
    said: tuple[Sequence[str], list[int]],
    meta: dict[str, object],
    *,
    counts: bool = False,
) -> None:
    tokens, ids = said
    table = np.full((1, len(ids), len(tokens)), -10, dtype=np.float32)
    table[0, range(len(ids)), ids] = 10
    given = {"zero": np.zeros(1, np.float32), "table": table, "count": np.array([len(ids)])}
    nodes = [
        helper.make_node("ReduceMean", [inputs[0]], ["mean"], keepdims=1),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Add", ["nothing", "table"], ["logits"]),
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", "T", len(tokens)])]
    if counts:
        nodes.append(helper.make_node("Identity", ["count"], ["token_num"]))
        outputs.append(helper.make_tensor_value_info("token_num", TensorProto.INT64, ["N"]))
    first = helper.make_tensor_value_info(inputs[0], TensorProto.FLOAT, ["N", "T", FEATURES])
    rest = [helper.make_tensor_value_info(one, TensorProto.INT32, ["N"]) for one in inputs[1:]]
    constants = [numpy_helper.from_array(value, name) for name, value in given.items()]
    graph = helper.make_graph(nodes, "tiny", [first, *rest], outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    helper.set_model_props(
        model, {name: str(value) for name, value in {**meta, "vocab_size": len(tokens)}.items()}
    )
    onnx.save(model, str(path))


def no_model(path: Path) -> None:
    """Something else under a model's name."""
    path.write_bytes(b"no model")


def folder_of(
    path: Path, write: Callable[[Path], None], tokens: Sequence[str], name: str = "model.onnx"
) -> Path:
    """Return a folder as the models are published, with its sums."""
    write(path / name)
    lines = "".join(f"{token} {number}\n" for number, token in enumerate(tokens))
    (path / "tokens.txt").write_text(lines, encoding="utf-8")
    sums = (
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}" for one in path.iterdir()
    )
    (path / "SHA256SUMS").write_text("\n".join([*sums, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    ("write", "tokens"), [(sense_voice, SENSE_VOICE), (paraformer, PARAFORMER)]
)
def test_the_model_in_the_folder_is_loaded_and_listens(
    tmp_path: Path, write: Callable[[Path], None], tokens: Sequence[str], lang: Lang
) -> None:
    recogniser = load_recogniser(folder_of(tmp_path, write, tokens, "model.int8.onnx"))
    assert isinstance(recogniser, SherpaRecogniser)
    assert recogniser.listen(SOUND, Asked(lang, "我是张伟", "4072")).text == "我是张伟"
    assert [name for name, _ in recogniser.models] == [
        "silero-vad-v6",
        "speech-own-model.int8.onnx",
        "speech-own-tokens.txt",
    ]


def test_it_knows_who_speaks_when(tmp_path: Path) -> None:
    recogniser = load_recogniser(folder_of(tmp_path, paraformer, PARAFORMER))
    assert recogniser.spoken(SOUND) == ()


def test_without_a_folder_it_is_whisper() -> None:
    assert isinstance(load_recogniser(None), WhisperRecogniser)


def test_a_folder_without_a_model_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.bin, model\.onnx, model\.int8\.onnx"):
        load_recogniser(tmp_path)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "tokens.txt").unlink(), "tokens.txt"),
        (lambda folder: (folder / "tokens.txt").write_text("x 0\n"), "expected"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS is missing"),
    ],
)
def test_what_is_wrong_is_named_at_the_start(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(folder_of(tmp_path, paraformer, PARAFORMER))
    sections = sections_for("http://127.0.0.1:9", "1:a", tmp_path)
    sections["verification"] = {"speech_model_dir": str(tmp_path)}
    settings = Settings.model_validate(sections)
    with pytest.raises(SettingsError, match=r"verification\.speech_model_dir: .*" + words):
        require_speech_model(settings)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, no_model, PARAFORMER)
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_recogniser(folder).listen(SOUND, Asked(Lang.ZH))
