"""A warm child stays as large as it is, whatever it is given; and it is the same child."""

import pytest

from benchmarks.endurance import course_of

CHECKS = 300
MOST_MB = 80.0
"""The largest files of the collection come late; what leaks 1 MB a check is three times that."""


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_memory_is_flat() -> None:
    course = await course_of(CHECKS)
    assert course.children == 1
    assert course.grown_mb < MOST_MB, course
