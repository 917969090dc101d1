"""After a whole conversation with known secrets, everything the system wrote is searched.

What lies on disk and in the logs must hold nothing of the customer in clear; what the journal,
the case and the outbox say, once decrypted, must hold no password and no code.
"""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from bot.logs import LogFormat, set_up
from bot.sandbox.people import PEOPLE
from dialogs.effects import Effect
from dialogs.events import Event
from dialogs.kinds import Lang
from storage.codec import Codec
from tests.stories.desk import desk_teller
from tests.stories.script import Story, Teller, load
from tests.stories.stage import Stage, staged

_HERE = Path(__file__).parent
_TYPED = "59301846"
_TOLD_AN_AGENT = "71930284"


def _story(name: str) -> Story:
    return load(_HERE / f"{name}.story")


async def test_no_secret_is_written_anywhere(tmp_path: Path) -> None:
    person = next(one for one in PEOPLE if one.key == "ouyang_xiaomin")
    log = io.StringIO()
    async with staged(tmp_path, Lang.ZH, desk=True) as stage:
        set_up("DEBUG", LogFormat.JSON, log)
        async with desk_teller(stage, person) as teller:
            await teller.tell(_story("canary"))
        codes = _codes(teller)
        decoded = list(await _decoded(stage))
        groups = _groups(stage)
    secrets = [value for name, value in teller.values.items() if name.startswith("password-")]
    secrets += [_TYPED, _TOLD_AN_AGENT, *codes]
    assert len(secrets) >= 5
    personal = [person.number, person.phone, person.name, person.address or "-"]
    for secret in [*secrets, *personal]:
        for place, content in _written(tmp_path):
            assert not _stands(secret.encode(), content), f"{secret} stands in {place}"
        assert not _stands(secret.encode(), log.getvalue().encode()), f"{secret} is logged"
    for secret in secrets:
        for place, content in decoded:
            assert not _stands(secret.encode(), content), f"{secret} stands in {place}"
    assert "••••" in groups
    for unseen in [*secrets, person.number, person.phone]:
        assert not _stands(unseen.encode(), groups.encode()), f"{unseen} stands in a group"
    assert "check_finished" in log.getvalue()


def _codes(teller: Teller) -> list[str]:
    """Return all codes that arrived."""
    return teller.codes_on(teller.person.phone)


def _groups(stage: Stage) -> str:
    """Return everything that stands in the staff's groups: titles, words, buttons, services."""
    chats = stage.sandbox.world.state.chats.values()
    groups = [chat for chat in chats if chat.kind == "supergroup"]
    assert len(groups) == 2
    told = [[one.body for one in chat.messages.values()] for chat in groups]
    return json.dumps(told, ensure_ascii=False)


async def _decoded(stage: Stage) -> Iterator[tuple[str, bytes]]:
    """Return what the tables say once decrypted."""
    case = await stage.case()
    codec = Codec()
    async with stage.desk.base.means.store.begin() as uow:
        journal = await uow.journal.of_case(case.case_id)
        outbox = await uow.outbox.of_case(case.case_id)
        audit = await uow.audit.of_case(case.case_id)
    found = [("case", repr(_all(case)).encode())]
    found += [("journal", row.payload) for row in journal]
    found += [("event", _told(codec.decode(row.payload, Event))) for row in journal]
    found += [("outbox", row.payload) for row in outbox]
    found += [("effect", _told(codec.decode(row.payload, Effect))) for row in outbox]
    found += [("audit", repr(row).encode()) for row in audit]
    return iter(found)


def _told(value: object) -> bytes:
    return repr(_all(value)).encode()


def _all(value: object) -> object:
    """Return a value with what its `repr` leaves out."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _all(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_all(one) for one in value]
    return value


def _written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the bot: database, its log, blobs, certificates."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def _stands(secret: bytes, content: bytes) -> bool:
    """Say whether a secret stands in a content by itself, not inside a longer hexadecimal."""
    return re.search(rb"(?<![0-9a-f])" + re.escape(secret) + rb"(?![0-9a-f])", content) is not None
