"""Every story file, in each of its languages."""

from pathlib import Path

import pytest

from bot.sandbox.people import PEOPLE
from dialogs.kinds import Lang
from nlu.api import Nlu
from nlu.client import RasaNlu, RasaSettings
from nlu.fake import KeywordNlu
from tests.stories.desk import desk_teller
from tests.stories.script import Story, Teller, load
from tests.stories.stage import free_port, staged


async def nlu_that_is_down() -> Nlu:
    """Return the real client of a Rasa that does not answer."""
    return RasaNlu(RasaSettings(f"http://127.0.0.1:{free_port()}", "token", timeout_s=0.5))


_STORIES = [load(path) for path in sorted(Path(__file__).parent.glob("*.story"))]

_EVERY_DAY = {
    "bad_documents": 1, "codes": 1, "good_path": 2, "liveness": 1, "not_me": 1, "queue": 1,
    "returned": 2, "review": 1, "statement": 1, "takeover": 2, "typed_passwords": 1,
}  # fmt: skip
"""The stories told every day, and in how many languages; the full run tells all in each."""


def _marks(story: Story, lang: Lang) -> tuple[pytest.MarkDecorator, ...]:
    told = story.langs[: _EVERY_DAY.get(story.name, 0)]
    return () if lang in told else (pytest.mark.slow,)


@pytest.mark.parametrize(
    ("story", "lang"),
    [
        pytest.param(story, lang, id=f"{story.name}-{lang.value}", marks=_marks(story, lang))
        for story in _STORIES
        for lang in story.langs
    ],
)
async def test_story(story: Story, lang: Lang, tmp_path: Path) -> None:
    person = next(one for one in PEOPLE if one.key == story.people[lang])
    nlu = KeywordNlu() if story.nlu_up else await nlu_that_is_down()
    async with staged(tmp_path, lang, nlu, desk=story.desk) as stage:
        if story.desk:
            async with desk_teller(stage, person) as teller:
                await teller.tell(story)
        else:
            await Teller(stage, person).tell(story)
