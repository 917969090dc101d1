"""The messenger's twin: keeps what was sent, hands out what was put there."""

from dataclasses import dataclass, field

from typing_extensions import override

from bot.errors import MessageGoneError, MessengerError, MessengerRefusedError
from bot.outgoing import Letter, Messenger


@dataclass
class MemoryMessenger(Messenger):
    """A messenger of one process; `failures` are raised by the next calls, one each."""

    files: dict[str, bytes] = field(default_factory=dict)
    sent: dict[tuple[int, int], Letter] = field(default_factory=dict)
    bare: set[tuple[int, int]] = field(default_factory=set)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    notices: list[tuple[str, str, bool]] = field(default_factory=list)
    failures: list[MessengerError] = field(default_factory=list)

    @override
    async def send(self, chat_id: int, letter: Letter) -> int:
        self._fail()
        number = len(self.sent) + 1
        self.sent[chat_id, number] = letter
        return number

    @override
    async def edit(self, chat_id: int, message_id: int, letter: Letter) -> None:
        self._fail()
        if (chat_id, message_id) not in self.sent or (chat_id, message_id) in self.deleted:
            raise MessageGoneError("the message is gone")
        self.sent[chat_id, message_id] = letter

    @override
    async def take_buttons(self, chat_id: int, message_id: int) -> None:
        self._fail()
        self.bare.add((chat_id, message_id))

    @override
    async def delete(self, chat_id: int, message_id: int) -> None:
        self._fail()
        self.deleted.append((chat_id, message_id))

    @override
    async def answer_tap(self, tap_id: str, notice: str, *, alert: bool) -> None:
        self._fail()
        self.notices.append((tap_id, notice, alert))

    @override
    async def fetch(self, file_id: str) -> bytes:
        self._fail()
        if file_id not in self.files:
            raise MessengerRefusedError("no such file")
        return self.files[file_id]

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
