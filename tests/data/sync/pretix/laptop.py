"""A laptop that syncs with the fake pretix, and short ways to act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.guests import Guest, GuestState
from data.store import deliveries, reading
from data.store.deliveries import GivenUpRow
from data.store.far_ends import far_end, put_far_end
from data.store.loads import settle_all
from data.sync.pretix.client import PretixClient
from data.sync.pretix.far_end import PretixFarEnd
from data.sync.pretix.lookup import ASK_SECONDS, Lookup, NotForThisList
from data.sync.pretix.settings import PretixSettings
from data.sync.pretix.transport import Transport
from data.sync.rounds import Report, play_round
from data.sync.secrets import Secret
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix

URL = "https://pretix.example"
SETTINGS = PretixSettings(
    URL, "club", "party", 1, "Main entrance", question="NATION", question_id=7, device=3
)


@dataclass
class Laptop:
    """An evening with its far end."""

    evening: Evening
    fake: FakePretix
    far_end: PretixFarEnd
    clock: Callable[[], datetime]  # this laptop's own, right or wrong

    @classmethod
    def joined(
        cls,
        evening: Evening,
        fake: FakePretix,
        *,
        settings: PretixSettings = SETTINGS,
        clock: Callable[[], datetime] | None = None,
    ) -> "Laptop":
        """Set up at this pretix; nothing is fetched yet."""
        put_far_end(evening.file, "pretix", "pretix", settings.as_json())
        clock = clock or evening.clock
        transport = Transport(
            URL,
            Secret("good"),
            clock,
            through=fake.transport(),
            sleep=lambda seconds: None,
        )
        return cls(evening, fake, PretixFarEnd(evening.file, "pretix", transport, clock), clock)

    def sync(self, rounds: int = 1) -> Report:
        """Rounds that look at pretix each time, those put off waiting for their time."""
        for _ in range(rounds):
            self.far_end.hurry()
            report = play_round(self.evening.file, "pretix", self.far_end, self.clock, lambda: 1.0)
        return report

    def sync_later(self, minutes: float = 20, rounds: int = 3) -> Report:
        """The same some time later, so that all that was put off is tried."""
        self.evening.clock.now += timedelta(minutes=minutes)
        for _ in range(rounds):
            self.evening.clock.now += timedelta(minutes=2)
            report = self.sync()
        return report

    def look_for(self, secret: str) -> Guest | NotForThisList | None:
        """Ask for a code as a window does: by a way of its own to pretix and to the file."""
        transport = Transport(URL, Secret("good"), self.clock, through=self.fake.transport())
        wanted = self.far_end.wanted
        assert wanted is not None
        with self.evening.file.second() as file:
            client = PretixClient(transport, "club", "party")
            found = Lookup(file, "pretix", client).look_for(secret, wanted, ASK_SECONDS)
        settle_all(self.evening.file)
        return found

    def guests(self) -> list[Guest]:
        return list(reading.guests(self.evening.file.connection))

    def guest(self, name: str) -> Guest:
        return next(guest for guest in self.guests() if guest.name == name)

    def state(self, name: str) -> GuestState:
        return self.evening.state(self.guest(name))

    def names(self) -> set[str]:
        return {guest.name for guest in self.guests()}

    def given_up(self) -> list[GivenUpRow]:
        return deliveries.given_up_rows(self.evening.file.connection, "pretix")

    def why(self) -> list[str]:
        return [one.code for one in self.given_up()]

    def outcomes(self) -> list[tuple[str, str, str]]:
        """Kind, state and answer of every row meant for pretix, in order."""
        found = self.evening.file.connection.execute(
            """SELECT kind, state, coalesce(delivery.answer, '') FROM delivery
               JOIN journal ON journal.id = journal_id ORDER BY no"""
        )
        return [(kind, state, answer) for kind, state, answer in found]

    def since(self) -> str:
        return str(far_end(self.evening.file, "pretix").cursor.get("since", ""))
