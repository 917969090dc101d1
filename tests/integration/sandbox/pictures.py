"""Small invented files to send."""

import io
import subprocess

from PIL import Image, ImageDraw


def jpeg(width: int = 600, height: int = 400, seed: int = 0) -> bytes:
    """Return a drawn photograph; `seed` makes another one."""
    image = Image.new("RGB", (width, height), (200, 60 + seed, 90))
    ImageDraw.Draw(image).rectangle((10, 10, width // 2, height // 2), fill=(20, 120, 220))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def turned_jpeg() -> bytes:
    """Return a landscape picture that its metadata turns upright."""
    image = Image.new("RGB", (400, 200), (10, 200, 30))
    exif = image.getexif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def mp4(seconds: int = 2, width: int = 64, height: int = 48) -> bytes:
    """Return a test clip made by ffmpeg."""
    source = f"testsrc=duration={seconds}:size={width}x{height}:rate=5"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", source]
    fragmented = ["-movflags", "frag_keyframe+empty_moov", "-f", "mp4", "pipe:1"]
    done = subprocess.run([*command, *fragmented], capture_output=True, check=True, timeout=60)
    return done.stdout
