"""Whatever the picture, the decoder gives it upright or a reason; it never raises."""

import pytest

from dialogs.reasons import Reason
from tests.hostile.case import Hostile, is_upright
from tests.hostile.films import FILMS
from tests.hostile.pictures import PICTURES
from verification.engines.pictures import decode_picture

CHEAP = [one for one in PICTURES if not one.dear]


def test_the_collection_is_large_and_each_file_is_in_it_once() -> None:
    names = {one.name for one in PICTURES} | {one.name for one in FILMS}
    assert len(names) == len(PICTURES) + len(FILMS) >= 200


@pytest.mark.parametrize("one", CHEAP, ids=lambda one: one.name)
def test_a_picture_is_read_or_refused_with_its_reason(one: Hostile) -> None:
    media = one.make()
    found = decode_picture(media)
    assert one.make() == media
    assert one.allows(found if isinstance(found, Reason) else None), found
    if one.upright and not isinstance(found, Reason):
        assert is_upright(found)
