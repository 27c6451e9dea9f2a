"""What a pretix offers to whoever shows a device's code or a token; asked beside the window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from data.store.event_file import EventFile
from data.sync import remotes
from data.sync.pretix import pasted
from data.sync.pretix.client import PretixClient
from data.sync.pretix.far_end import localised
from data.sync.pretix.setup import Access, Choice, countries, device_access, settings_for
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret, Secrets


@dataclass(frozen=True, slots=True)
class Given:
    """What was entered: the code of a device, or the rest."""

    code: str = ""
    url: str = ""
    token: str = ""
    organizer: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Events to choose from; lists and questions of ``event``, empty where there are several.

    ``kept_as``: under which name a device's access is kept until set-up is done.
    """

    access: Access
    kept_as: str
    events: tuple[Choice, ...]
    event: str = ""
    lists: tuple[Choice, ...] = ()
    questions: tuple[Choice, ...] = ()


class PretixDesk:
    """Asks and joins. Every method takes as long as the network does, and raises Stopped after
    ``stop``.
    """

    def __init__(self, secrets: Secrets, clock: Callable[[], datetime]) -> None:
        self._secrets = secrets
        self._clock = clock
        self._asked: list[Transport] = []
        self._is_stopped = False

    def offer(self, given: Given) -> Offer:
        """Raises UsageError, SyncTemporary and SyncPermanent."""
        if given.code:
            access, kept_as = device_access(self._connect, self._secrets, given.code)
        else:
            secret = Secret(pasted.token(given.token))
            access = Access(pasted.address(given.url), given.organizer, secret, "Token")
            kept_as = ""
        transport = self._connect(access.url, access.token, access.scheme)
        try:
            found = PretixClient(transport, access.organizer).events()
        finally:
            transport.close()
        events = tuple(Choice(str(one["slug"]), localised(one["name"], "")) for one in found)
        offer = Offer(access, kept_as, events)
        return self.choose(offer, events[0].key) if len(events) == 1 else offer

    def choose(self, offer: Offer, event: str) -> Offer:
        """The same with the lists and questions of this event. Raises SyncError."""
        access = offer.access
        transport = self._connect(access.url, access.token, access.scheme)
        try:
            client = PretixClient(transport, access.organizer, event)
            lists = tuple(Choice(str(one["id"]), str(one["name"])) for one in client.lists())
            questions = tuple(countries(client.questions()))
        finally:
            transport.close()
        return Offer(access, offer.kept_as, offer.events, event, lists, questions)

    def join(self, file: EventFile, offer: Offer, list_id: str, question: str) -> str:
        """Sync the event with it; return the far end's key. Raises SyncError, UsageError."""
        settings = settings_for(
            self._connect, offer.access, event=offer.event, list_id=list_id, question=question
        )
        key, _in_keyring = remotes.add_pretix(file, settings, offer.access.token, self._secrets)
        if offer.kept_as:
            self._secrets.forget(offer.kept_as)
        return key

    def stop(self) -> None:
        """From any thread: ask nothing more; nobody waits for the answer."""
        self._is_stopped = True
        for transport in tuple(self._asked):
            transport.stop()

    def _connect(self, url: str, token: Secret | None, scheme: str) -> Transport:
        transport = Transport(url, token, self._clock, scheme=scheme)
        self._asked.append(transport)
        if self._is_stopped:
            transport.stop()
        return transport
