"""How large a JPEG is, by its header alone: no picture is opened in this process."""

_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a frame, which says the size; the three others of the range say something else."""


def longest_side_px(jpeg: bytes) -> int:
    """Return the longer side.

    Raises:
        ValueError: no JPEG, or one without a frame.
    """
    at = 2
    while jpeg[at : at + 1] == b"\xff" and at + 9 <= len(jpeg):
        if jpeg[at + 1] in _FRAME_HEADERS:
            height = int.from_bytes(jpeg[at + 5 : at + 7], "big")
            return max(height, int.from_bytes(jpeg[at + 7 : at + 9], "big"))
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    raise ValueError("not a JPEG with a frame")
