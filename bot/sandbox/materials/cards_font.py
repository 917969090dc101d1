"""Finds the font that the specimen cards are set in: Noto Sans CJK, from Debian or a setting."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONT_SETTING = "RESETDESK_CARD_FONT"
DEBIAN_PATH = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_SIMPLIFIED_CHINESE_FACE = 2
_LOOKUP_TIMEOUT_S = 10


class FontMissingError(Exception):
    """No font with Chinese characters is installed."""

    def __init__(self) -> None:
        super().__init__(
            "no Chinese font found: install the Debian package fonts-noto-cjk, "
            f"or name a font file in {FONT_SETTING}"
        )


@cache
def card_font_path() -> Path:
    """Return the font file: the setting, Debian's, or what fontconfig knows."""
    named = os.environ.get(FONT_SETTING)
    if named:
        return _existing(Path(named))
    return DEBIAN_PATH if DEBIAN_PATH.is_file() else _existing(_from_fontconfig())


@cache
def card_font(size_px: int) -> ImageFont.FreeTypeFont:
    """Return the cards' font in one size."""
    path = card_font_path()
    face = _SIMPLIFIED_CHINESE_FACE if path.name.startswith("NotoSansCJK") else 0
    return ImageFont.truetype(str(path), size_px, index=face if path.suffix == ".ttc" else 0)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise FontMissingError
    return path


def _from_fontconfig() -> Path:
    tool = shutil.which("fc-match")
    if tool is None:
        raise FontMissingError
    question = [tool, "--format=%{file}\n%{lang}", "Noto Sans CJK SC:lang=zh-cn"]
    answer = subprocess.run(  # noqa: S603 - a fixed command
        question, capture_output=True, text=True, timeout=_LOOKUP_TIMEOUT_S, check=False
    ).stdout
    path, _, languages = answer.partition("\n")
    if "zh-cn" not in languages:
        raise FontMissingError
    return Path(path)
