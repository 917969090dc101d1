"""Story files: a line an act, readable without knowing the program.

`customer:` says, `tap:` taps, `bot:` must answer with these words; `@key` stands for the words
of the catalogue, so that one story is told in both languages.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from bot.sandbox.faults import FaultKind
from bot.sandbox.people import PEOPLE, Person
from bot.sandbox.testing import CODE
from dialogs.events import CaseApproved, CaseReturned, Event, ReviewTaken, StaffEvent
from dialogs.evidence import CardReading, CheckOutcome
from dialogs.kinds import CardSide, Lang, Verdict
from dialogs.model import ReturnedItem, StepName
from dialogs.reasons import Finding, Reason
from tests.stories.stage import Stage
from verification.fake import scripted_film, scripted_picture

_LINE = re.compile(r"(?P<act>[a-z0-9-]+):\s?(?P<rest>.*)")
_TICKET = re.compile(r'data-ticket="([^"]+)"')
_GOOD = {
    8: ("84027519", "59301846", "27510963", "90618352", "63849027"),
    6: ("840275", "593018", "275109", "906183"),
}

Act = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Line:
    """One line of a story."""

    place: str
    act: str
    rest: str


@dataclass(frozen=True)
class Story:
    """A story with its head."""

    name: str
    langs: tuple[Lang, ...]
    people: dict[Lang, str]
    lines: tuple[Line, ...]
    nlu_up: bool = True
    desk: bool = False


_HEAD = frozenset({"langs", "person", "person-zh", "person-en", "nlu", "desk"})
_PLACE = (0.1, 0.12, 0.5, 0.22)


def load(path: Path) -> Story:
    """Read a story file; `include: part` takes in the acts of `part.part`."""
    head: dict[str, str] = {}
    lines = tuple(_lines(path, head))
    langs = tuple(Lang(word) for word in head.get("langs", "zh en").split())
    common = head.get("person", "")
    people = {
        Lang.ZH: head.get("person-zh", common) or "zhang_wei",
        Lang.EN: head.get("person-en", common) or "maria_schmidt",
    }
    nlu_up, desk = head.get("nlu") != "down", head.get("desk") == "open"
    return Story(path.stem, langs, people, lines, nlu_up=nlu_up, desk=desk)


def _lines(path: Path, head: dict[str, str]) -> Iterator[Line]:
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip() or raw.startswith("#"):
            continue
        found = _LINE.fullmatch(raw.strip())
        if found is None:
            raise ValueError(f"{path.name}:{number}: not an act: {raw!r}")
        if found["act"] in _HEAD:
            head[found["act"]] = found["rest"]
        elif found["act"] == "include":
            yield from _lines(path.with_name(f"{found['rest']}.part"), head)
        else:
            yield Line(f"{path.name}:{number}", found["act"], found["rest"])


@dataclass
class Teller:
    """Acts a story out on a stage."""

    stage: Stage
    person: Person
    values: dict[str, str] = field(default_factory=dict)
    toast: str = ""
    codes_seen: int = 0
    patience_s: float = 30.0
    salt: int = 0
    chosen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values |= {
            "name": self.person.name,
            "number": self.person.number,
            "phone": self.person.phone,
            "document": self.stage.expected(f"@document-{_dashed(self.person.document_kind)}"),
            "kind": self.stage.expected(f"@kind-{_dashed(self.person.holdings[0])}")
            if self.person.holdings
            else "",
            "picks": self.stage.expected(f"@kind-{_dashed(self.person.holdings[0])}")
            if self.person.holdings
            else "",
            "long": "啊" * 4096,
            "spaced-number": " ".join(self.person.number.lower()),
        }
        self.acts: dict[str, Act] = {
            name.removeprefix("act_").replace("_", "-"): getattr(self, name)
            for name in dir(self)
            if name.startswith("act_")
        }

    async def tell(self, story: Story) -> None:
        """Act out every line; what goes wrong says where."""
        for line in story.lines:
            try:
                await self.acts[line.act](self._filled(line.rest))
            except Exception as error:
                heard = [message.text for message in self.stage.phone.messages[-3:]]
                place = f"{story.name}: {line.place}: {line.act}: {line.rest}"
                raise AssertionError(f"{place}\n{error!r}\nthe chat ends {heard}") from error

    def _filled(self, words: str) -> str:
        for name, value in self.values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    async def act_set(self, words: str) -> None:
        """Set what a part of a story takes in: `picks @kind-monitoring`."""
        name, _, value = words.partition(" ")
        self.values[name] = value

    async def act_choose(self, words: str) -> None:
        """Choose this new password when it is asked for next: `futures_fund 628415`."""
        kind, _, password = words.partition(" ")
        self.chosen[kind] = password

    # --- what the customer does ---

    async def act_pick(self, words: str) -> None:
        """Tick passwords: labels with ` + ` between them."""
        for label in words.split(" + "):
            wanted = self.stage.expected(label)
            await self.act_tap_when(wanted)
            await self.act_button(f"☑ {wanted}")

    async def act_customer(self, words: str) -> None:
        """Say something; a backslash and n make a new line."""
        await self.stage.phone.say(words.replace("\\n", "\n"))

    async def act_tap(self, words: str) -> None:
        """Tap the newest button with these words."""
        answer = await self.stage.phone.tap(self._label(words))
        assert answer.answered, "the tap was not answered"
        self.toast = answer.text

    async def act_tap_when(self, words: str) -> None:
        """Tap a button as soon as it is there."""
        await self.act_button(words)
        await self.act_tap(words)

    async def act_tap_blind(self, words: str) -> None:
        """Tap although the phone may show no answer."""
        await self.stage.phone.tap(self._label(words))

    async def act_tap_twice(self, words: str) -> None:
        """Tap the same button twice at once."""
        phone, label = self.stage.phone, self._label(words)
        message = phone._with_button(label)
        await asyncio.gather(phone.tap(label, message), phone.tap(label, message))

    async def act_tap_old(self, data: str) -> None:
        """Tap a button of long ago: data as it was."""
        answer = await self.stage.phone.tap_data(self.stage.phone.messages[-1], data)
        self.toast = answer.text

    async def act_contact(self, whose: str) -> None:
        """Share a contact: `own` or `other`, and the number."""
        kind, _, number = whose.partition(" ")
        await self.stage.phone.share_contact(number, own=kind == "own")

    async def act_edit_last(self, words: str) -> None:
        """Edit what was said last."""
        mine = [m for m in self.stage.phone.messages if not m.body["from"]["is_bot"]]
        await self.stage.phone.edit(mine[-1], words)

    async def act_block(self, _: str) -> None:
        """Block the bot."""
        self.stage.phone.block()

    async def act_unblock(self, _: str) -> None:
        """Let the bot write again."""
        self.stage.phone.block(blocked=False)

    async def act_card(self, words: str) -> None:
        """Send a side of the card as a file: `front`, `back FAIL blurred`, `front of KEY`."""
        await self.stage.phone.document(self._card(words), "card.jpg")

    async def act_album(self, words: str) -> None:
        """Send several pictures at once; photographs lose their script and pass as they are."""
        from io import BytesIO

        from PIL import Image

        pictures = []
        for number in range(int(words)):
            out = BytesIO()
            Image.new("RGB", (64, 64), (number * 40, 90, 90)).save(out, "JPEG")
            pictures.append(out.getvalue())
        await self.stage.phone.album(pictures)

    async def act_selfie(self, words: str) -> None:
        """Send a selfie as a file: `PASS`, `FAIL two_faces`, `UNSURE face_doubtful`."""
        await self.stage.phone.document(scripted_picture(_outcome(words), self._salt()), "me.jpg")

    async def act_film(self, words: str) -> None:
        """Send a film of some seconds: `7 PASS`, `7 FAIL too_quiet`."""
        seconds, _, verdict = words.partition(" ")
        await self.stage.phone.upload(
            "video", scripted_film(_outcome(verdict), self._salt()), "say.mp4",
            duration_s=int(seconds), sides_px=(480, 640),
        )  # fmt: skip

    async def act_file(self, what: str) -> None:
        """Send something else: `empty`, `pdf`, `sticker`, `voice`, `picture-file` and others."""
        phone = self.stage.phone
        match what:
            case "empty":
                await phone.document(b"", "card.jpg")
            case "pdf":
                await phone.document(b"%PDF-1.7 nothing", "card.pdf")
            case "picture-file":
                await phone.document(scripted_picture(None, self._salt()), "IMG_0001.jpg")
            case "film-file":
                await phone.document(scripted_film(None, self._salt()), "VID_0001.mp4")
            case "sticker":
                await phone.upload("sticker", _webp(), "s.webp", sides_px=(512, 512))
            case "voice":
                await phone.upload("voice", b"OggS" + bytes(100), "v.ogg", duration_s=2)
            case "big-video" | "huge-video":
                size = (19 if what == "big-video" else 21) * 1024 * 1024
                film = scripted_film(_outcome("PASS"), self._salt())
                await phone.upload(
                    "video", film[:28] + bytes(size) + film[28:], "v.mp4",
                    duration_s=8, sides_px=(480, 640),
                )  # fmt: skip
            case _:
                raise ValueError(what)

    async def act_forward_last(self, _: str) -> None:
        """Forward what was sent last."""
        mine = [m for m in self.stage.phone.messages if not m.body["from"]["is_bot"]]
        await self.stage.phone.forward(mine[-1])

    async def act_code(self, phone: str) -> None:
        """Wait for the next code on a phone and remember it as {code}."""
        number = phone or self.person.phone
        await self._until(lambda: len(self.codes_on(number)) > self.codes_seen)
        self.values["code"] = self.codes_on(number)[-1]
        self.codes_seen += 1

    async def act_no_code(self, phone: str) -> None:
        """Make sure that a phone got no further text message."""
        assert len(self.codes_on(phone or self.person.phone)) == self.codes_seen

    def codes_on(self, phone: str) -> list[str]:
        """Return the codes a phone got, oldest first; notices of the case carry none."""
        texts = [words for words in self.stage.phone.sms(phone) if "/n/" not in words]
        return [found[0] for words in texts if (found := CODE.search(words)) is not None]

    async def act_passwords(self, words: str) -> None:
        """Set all passwords on the secure page behind a button."""
        address = urlsplit(self.stage.phone.open_web_app(self._label(words)))
        sitting = {
            "t": parse_qs(address.query)["t"][0],
            "init_data": unquote(parse_qs(address.fragment)["tgWebAppData"][0])
            if "%25" in address.fragment
            else parse_qs(address.fragment)["tgWebAppData"][0],
        }
        base = f"{address.scheme}://{address.netloc}/app/passwords"
        opened = await self.stage.web.post(f"{base}/open", json=sitting)
        assert opened.status_code == 200, opened.text
        entries = {}
        for place, item in enumerate(opened.json()["items"]):
            if item["issued"]:
                continue
            password = self.chosen.pop(item["kind"], "") or _password(item, place)
            entries[item["kind"]] = {"password": password, "repeat": password}
            self.values[f"password-{item['kind']}"] = password
        sent = await self.stage.web.post(base, json={**sitting, "entries": entries})
        assert sent.status_code == 200, sent.text

    async def act_read(self, words: str) -> None:
        """Open an agreement behind a button and read it to its end."""
        address = self.stage.phone.link(self._label(words))
        page = await self.stage.web.get(address)
        assert page.status_code == 200, page.text
        opened = await self.stage.web.post(f"{address}/opened")
        assert opened.status_code == 200, opened.text
        self.stage.clock.shift(10)
        found = _TICKET.search(page.text)
        assert found is not None, "the page has no ticket"
        read = await self.stage.web.post(f"{address}/read", json={"ticket": found[1]})
        assert read.status_code == 200, read.text

    async def act_read_all(self, _: str) -> None:
        """Read whatever agreement has a link under the newest message that has links."""
        for button in _links(self.stage):
            await self.act_read(button)

    # --- what must come of it ---

    async def act_bot(self, words: str) -> None:
        """Wait for a message with all of these words (` | ` between them)."""
        wanted = [self.stage.expected(part.strip()) for part in words.split(" | ")]
        heard = await self.stage.phone.heard(wanted[0], timeout_s=self.patience_s)
        for more in wanted[1:]:
            assert more in heard.text, f"{more!r} not in {heard.text!r}"

    async def act_without(self, words: str) -> None:
        """Make sure that the message heard last does not say this."""
        last = self.stage.phone.last
        assert last is not None
        assert self.stage.expected(words) not in last.text, last.text

    async def act_heard_kind(self, kind: str) -> None:
        """Wait for a message of a kind from the bot: `photo`."""
        phone = self.stage.phone
        await self._until(
            lambda: any(m.kind == kind for m in phone.messages if m.body["from"]["is_bot"])
        )

    async def act_edited(self, words: str) -> None:
        """Wait until a message is changed to these words."""
        await self.stage.phone.heard_edit(self.stage.expected(words), timeout_s=self.patience_s)

    async def act_button(self, words: str) -> None:
        """Wait until such a button stands in the chat."""
        await self._until(lambda: self._stands(words))

    async def act_no_button(self, words: str) -> None:
        """Wait until no such button stands in the chat."""
        await self._until(lambda: not self._stands(words))

    def _stands(self, words: str) -> bool:
        wanted = self._label(words)
        return any(wanted in label for m in self.stage.phone.messages for label in m.labels)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(self.patience_s):
            while not true():  # noqa: ASYNC110 - the phone is looked at, as a person does
                await asyncio.sleep(0.05)

    async def act_toast(self, words: str) -> None:
        """Make sure of the notice that answered the last tap."""
        wanted = self.stage.expected(words)
        assert wanted in self.toast, f"{wanted!r} not in {self.toast!r}"

    async def act_quiet(self, seconds: str) -> None:
        """Make sure that the bot says nothing for a while."""
        await self.stage.phone.quiet(float(seconds or 0.5))

    async def act_gone(self, _: str) -> None:
        """Wait until a message of the customer's is deleted."""
        await self.stage.phone.event("deleted", timeout_s=self.patience_s)

    async def act_case(self, words: str) -> None:
        """Make sure of the case: `step=name phase=open`."""
        case = await self.stage.case()
        for pair in words.split():
            name, _, wanted = pair.partition("=")
            got = getattr(case, name)
            assert str(getattr(got, "value", got)) == wanted, f"{name} is {got}"

    async def act_until_case(self, words: str) -> None:
        """Wait until the case is so."""
        async with asyncio.timeout(self.patience_s):
            while True:
                with suppress(AssertionError):
                    return await self.act_case(words)
                await asyncio.sleep(0.05)

    async def act_keyboard(self, words: str) -> None:
        """Wait for a reply keyboard: `none` or a label."""
        await self._until(lambda: self._keyboard_is(words))

    def _keyboard_is(self, words: str) -> bool:
        labels = self.stage.phone.keyboard
        if words == "none":
            return labels == ()
        return any(self._label(words) in label for label in labels)

    # --- what happens elsewhere ---

    async def act_wait(self, seconds: str) -> None:
        """Let time pass."""
        self.stage.clock.shift(float(seconds))
        self.stage.desk.base.timer_bell.ring()

    async def act_fault(self, words: str) -> None:
        """Script failures: `sendMessage 429 2`."""
        method, kind, *times = words.split()
        count = int(times[0]) if times else 1
        self.stage.sandbox.faults.add(method, cast("FaultKind", kind), times=count)

    async def act_reviewer(self, words: str) -> None:
        """Decide as a reviewer: `approves`, or `returns document blurred`."""
        case = await self.stage.case()
        verb, *rest = words.split()
        for event in (self._staff(ReviewTaken), self._decision(verb, rest)):
            await self.stage.desk.base.engine.turn(case.case_id, event)

    def _staff(self, kind: type[StaffEvent], **values: Any) -> Event:
        means = self.stage.desk.base.means
        return kind(
            event_id=means.ids.new(),
            at=means.clock.now(),
            seed=means.ids.seed(),
            agent="1009",
            **values,
        )

    def _decision(self, verb: str, rest: list[str]) -> Event:
        if verb == "approves":
            return self._staff(CaseApproved)
        reason = Finding(Reason(rest[1])) if len(rest) > 1 else None
        items = (ReturnedItem(StepName(rest[0]), reason),)
        return self._staff(CaseReturned, items=items)

    def _label(self, words: str) -> str:
        return self.stage.expected(words)

    def _salt(self) -> str:
        self.salt += 1
        return f"{self.stage.phone.user_id}-{self.salt}"

    def _card(self, words: str) -> bytes:
        side, _, verdict = words.partition(" ")
        owner = self.person
        if verdict.startswith("of "):
            _, key, *rest = verdict.split()
            owner = next(one for one in PEOPLE if one.key == key)
            verdict = " ".join(rest)
        outcome = _outcome(verdict or "PASS")
        if outcome is not None and outcome.verdict is not Verdict.FAIL:
            outcome = replace(outcome, card=reading(owner, CardSide(side)))
        return scripted_picture(outcome, self._salt())


def reading(person: Person, side: CardSide) -> CardReading:
    """Return what is read from a side of a person's card."""
    front = side is CardSide.FRONT
    latin = person.address is None
    both = latin or not front
    return CardReading(
        kind=person.document_kind,
        side=side,
        name=person.name if front else None,
        number=person.number if front else None,
        address=person.address if front else None,
        birth=person.birth if front else None,
        valid_from=person.valid_from if both else None,
        valid_to=person.valid_to if both else None,
        long_term=both and person.valid_to is None,
    )


def _outcome(words: str) -> CheckOutcome | None:
    """Read `PASS`, `FAIL blurred glare:number`, `FAIL glare:number@` (placed), `UNAVAILABLE`."""
    verdict, *reasons = words.split() or ["PASS"]
    if verdict == "UNAVAILABLE":
        return None
    findings = []
    for reason in reasons:
        name, _, place = reason.removesuffix("@").partition(":")
        box = _PLACE if reason.endswith("@") else None
        findings.append(Finding(Reason(name), field=place or None, box=box))
    return CheckOutcome(Verdict(verdict.lower()), tuple(findings))


def _password(item: dict[str, object], place: int) -> str:
    if not item["numeric"]:
        return "K7m2Qx93"
    return _GOOD[int(str(item["length"]))][place % 4]


def _dashed(value: str) -> str:
    return value.replace("_", "-")


def _links(stage: Stage) -> list[str]:
    for message in reversed(stage.phone.messages):
        labels = [b.label for b in message.buttons if b.url and "/a/" in b.url]
        if labels:
            return labels
    raise LookupError("no agreement has a link")


def _webp() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGBA", (512, 512)).save(out, "WEBP")
    return out.getvalue()
