"""What is fetched has an end, whatever was told of its size."""

import pytest

from bot.errors import FileTooLargeError
from bot.incoming import MAX_FILE_BYTES
from bot.telegram.messenger import _Bounded


def test_no_more_than_a_file_may_have_is_taken() -> None:
    into, part = _Bounded(), bytes(1024 * 1024)
    for _ in range(MAX_FILE_BYTES // len(part)):
        into.write(part)
    with pytest.raises(FileTooLargeError):
        into.write(b"x")
    assert len(into.getvalue()) == MAX_FILE_BYTES
