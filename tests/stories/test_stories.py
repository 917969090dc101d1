"""Every story file, in each of its languages."""

from pathlib import Path

import pytest

from bot.sandbox.people import PEOPLE
from dialogs.kinds import Lang
from tests.stories.script import Story, Teller, load
from tests.stories.stage import staged

_STORIES = [load(path) for path in sorted(Path(__file__).parent.glob("*.story"))]


@pytest.mark.parametrize(
    ("story", "lang"),
    [
        pytest.param(story, lang, id=f"{story.name}-{lang.value}")
        for story in _STORIES
        for lang in story.langs
    ],
)
async def test_story(story: Story, lang: Lang, tmp_path: Path) -> None:
    person = next(one for one in PEOPLE if one.key == story.people[lang])
    async with staged(tmp_path, lang) as stage:
        await Teller(stage, person).tell(story)
