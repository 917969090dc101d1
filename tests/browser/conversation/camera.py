"""What Chromium's camera and microphone play: an invented customer who speaks."""

import subprocess
from pathlib import Path

from bot.sandbox.materials.clips import statement_clip
from dialogs.kinds import Lang

QUIET_S = 7
"""Silence before the statement: the time to open the camera and for the countdown."""

_AFTER_S = 20
_SIZE = "scale=480:480:force_original_aspect_ratio=increase,crop=480:480"


class Camera:
    """The files of a browser's camera and microphone; it opens them when a page asks for both."""

    def __init__(self, person_key: str, lang: Lang, folder: Path) -> None:
        self.film = folder / "camera.y4m"
        self.sound = folder / "microphone.wav"
        self._clip = folder / "clip.mp4"
        self._person_key = person_key
        self._lang = lang

    def plays(self, phrase: str) -> None:
        """Let it play stillness, the statement with these digits, stillness."""
        self._clip.write_bytes(statement_clip(self._person_key, "full", self._lang, phrase))
        still = f"tpad=start_mode=clone:start_duration={QUIET_S}"
        still += f":stop_mode=clone:stop_duration={_AFTER_S}"
        quiet = f"adelay={QUIET_S}s:all=1,apad=pad_dur={_AFTER_S}"
        pictures = ["-an", "-vf", f"fps=15,{_SIZE},{still}", "-pix_fmt", "yuv420p"]
        self._made([*pictures, str(self.film)])
        self._made(["-vn", "-af", quiet, "-ar", "48000", "-ac", "1", str(self.sound)])

    def _made(self, wanted: list[str]) -> None:
        base = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(self._clip)]
        subprocess.run([*base, *wanted], check=True)
