"""The decoder in a child that may have less than the decoder itself would allow ffmpeg."""

import pytest

from bot.sandbox.materials import clips
from dialogs.kinds import Action
from verification.engines.media import FfmpegDecoder, ffmpeg_program
from verification.isolate import ChildPool
from verification.settings import VerifierSettings


def pictures(media: bytes) -> int:
    """Count the pictures of a film."""
    decoder = FfmpegDecoder(ffmpeg_program())
    return sum(1 for _ in decoder.frames(media, limit_s=61.0))


@pytest.mark.slow
async def test_a_lower_limit_that_is_inherited_stays() -> None:
    children = ChildPool(VerifierSettings(memory_limit_mb=500))
    try:
        assert await children.run(60.0, pictures, clips.action_clip(Action.LOOK_AHEAD)) > 30
    finally:
        await children.close()
