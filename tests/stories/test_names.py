"""What a file is called, and what it is announced as, counts for nothing."""

from pathlib import Path

from bot.sandbox import acts
from bot.sandbox.files import NewFile
from bot.sandbox.people import PEOPLE
from dialogs.evidence import CheckOutcome
from dialogs.kinds import CardSide, Lang, Verdict
from dialogs.model import StepName
from storage.api import MediaRow
from tests.stories.script import Teller, load, reading
from tests.stories.stage import Stage, staged
from verification.fake import scripted_picture

PERSON = next(one for one in PEOPLE if one.key == "zhang_wei")
START = load(Path(__file__).parent / "to_document.part")
NAMES = {
    "a way out": "../../../../etc/cron.d/x.mp4",
    "a path": "/etc/passwd",
    "a path of Windows": "C:\\Windows\\system32\\con.jpg",
    "turned around": "gpj.\u202eexe",
    "very long": "x" * 4096 + ".mp4",
    "a zero in it": "card.jpg\0.exe",
    "a command": "$(touch /tmp/hostile);`id`|x.jpg",
    "markup": "<b>card</b>&lt;.jpg",
    "lines": "a\r\nContent-Type: text/html\r\n\r\n.jpg",
    "a face": "😀.jpg",
    "blank": " ",
}


TYPES = ("text/html", "video/mp4", "x" * 4096, "", "image/\0", "../x")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


async def kept(stage: Stage) -> list[MediaRow]:
    case = await stage.case()
    async with stage.desk.base.means.store.begin() as uow:
        return list(await uow.media.of_case(case.case_id))


async def send(stage: Stage, name: str, announced: str, salt: str) -> None:
    """Send a good card as a file that is called and announced so."""
    outcome = CheckOutcome(Verdict.PASS, card=reading(PERSON, CardSide.FRONT))
    file = NewFile("document", name, announced, scripted_picture(outcome, salt))
    await acts.upload(stage.phone._world, stage.phone._at, [file], "")
    await stage.phone.heard(stage.expected("@card-front-taken"))


async def test_hostile_names_and_types_change_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, Lang.ZH) as stage:
        await Teller(stage, PERSON).tell(START)
        before = names_in(tmp_path)
        for name in NAMES.values():
            await send(stage, name, "image/jpeg", name)
        for announced in TYPES:
            await send(stage, "card.jpg", announced, announced)
        rows = await kept(stage)
        assert len(rows) == len(NAMES) + len(TYPES)
        assert {row.mime for row in rows} == {"image/jpeg"}
        assert (await stage.case()).step is StepName.DOCUMENT
        fresh = names_in(tmp_path) - before
        assert fresh
        for name in NAMES.values():
            parts = {part for part in name.replace("\\", "/").split("/") if len(part) > 3}
            assert not parts & fresh
