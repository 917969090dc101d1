"""How long and how large a recording is, asked of ffprobe where it is installed."""

import asyncio
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROBE_LIMIT_S = 20


@dataclass(frozen=True, slots=True)
class Measures:
    """What a recording's own header says; zero where it says nothing."""

    width: int = 0
    height: int = 0
    duration_s: int = 0


async def measure(ffprobe: str, data: bytes) -> Measures:
    """Return the measures of a recording; nothing is known of what cannot be read."""
    with tempfile.NamedTemporaryFile(prefix="resetdesk-probe-") as file:
        await asyncio.to_thread(Path(file.name).write_bytes, data)
        answer = await _ask(ffprobe, file.name)
    try:
        return _read(json.loads(answer or b"{}"))
    except (ValueError, TypeError):
        return Measures()


async def _ask(ffprobe: str, path: str) -> bytes:
    arguments = ("-v", "error", "-show_streams", "-show_format", "-of", "json", path)
    try:
        process = await asyncio.create_subprocess_exec(
            ffprobe,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except FileNotFoundError:
        return b""
    try:
        output, _ = await asyncio.wait_for(process.communicate(), PROBE_LIMIT_S)
    except TimeoutError:
        process.kill()
        await process.wait()
        return b""
    return output


def _read(report: dict[str, object]) -> Measures:
    streams = report.get("streams")
    form = report.get("format")
    known = (
        [stream for stream in streams if isinstance(stream, dict)]
        if isinstance(streams, list)
        else []
    )
    video = next((stream for stream in known if stream.get("codec_type") == "video"), {})
    seconds = form.get("duration", 0) if isinstance(form, dict) else 0
    return Measures(int(video.get("width", 0)), int(video.get("height", 0)), round(float(seconds)))
