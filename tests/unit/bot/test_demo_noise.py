"""What native code writes to the error stream does not reach the terminal of the demo."""

import os
from pathlib import Path

from bot.demo import vendors_talk_to


def test_native_words_go_to_a_file_and_the_stream_comes_back(tmp_path: Path) -> None:
    before = os.fstat(2)
    with vendors_talk_to(tmp_path / "engines.log"):
        os.write(2, b"W0000 something\n")
    assert (tmp_path / "engines.log").read_bytes() == b"W0000 something\n"
    assert os.fstat(2).st_ino == before.st_ino
