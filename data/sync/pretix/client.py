"""What Pennant asks pretix, call by call (https://docs.pretix.eu/dev/api/resources/)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from data.errors import SyncPermanent, SyncTemporary
from data.sync.pretix.transport import Answer, Transport

MOST_PAGES = 4_000  # of 50 each, which is all that pretix gives at once
_FORBIDDEN_PROFILE = "Request denied by device security profile."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of ``total`` entries, and when the server made it (empty where it does not say)."""

    results: list[dict[str, Any]]
    generated: str
    is_last: bool
    total: int


class PretixClient:
    """One organizer, and where ``event`` is given one event. Raises SyncError."""

    def __init__(self, transport: Transport, organizer: str, event: str = "") -> None:
        self.transport = transport
        self.organizer = organizer
        self.event = event
        self._organizer_path = f"/api/v1/organizers/{quote(organizer, safe='')}/"
        self._event_path = f"{self._organizer_path}events/{quote(event, safe='')}/"

    def version(self) -> str:
        """Which pretix it is, such as "2026.8.0"; empty where it does not say."""
        answer = self.transport.get("/api/v1/version")
        return answer.word("pretix")

    def events(self) -> list[dict[str, Any]]:
        """The events that this token may see."""
        return self._all(self._organizer_path + "events/", "slug")

    def event_details(self) -> dict[str, Any]:
        """The event. Raises SyncPermanent("no_event") where it is gone or closed to us."""
        answer = self.transport.get(self._event_path)
        if answer.status in (403, 404):
            raise SyncPermanent("no_event", event=self.event, host=self.transport.host)
        body = self._found(answer)
        if not isinstance(body, dict):
            raise SyncPermanent("not_pretix", host=self.transport.host)
        return body

    def settings(self) -> dict[str, Any]:
        """The event's settings as far as this token may see them."""
        answer = self.transport.get(self._event_path + "settings/")
        return answer.body if answer.is_ok and isinstance(answer.body, dict) else {}

    def lists(self) -> list[dict[str, Any]]:
        """The check-in lists of the event."""
        return self._all(self._event_path + "checkinlists/", "id")

    def items(self) -> list[dict[str, Any]]:
        """The products, with their variations."""
        return self._all(self._event_path + "items/", "id")

    def questions(self) -> list[dict[str, Any]]:
        """The questions that buyers are asked."""
        return self._all(self._event_path + "questions/", "id", "identifier")

    def orders(self, **filters: object) -> Iterator[Page]:
        """Orders page by page, cancelled positions left out."""
        return self._pages(self._event_path + "orders/", filters)

    def secrets(self, which: str) -> list[dict[str, Any]]:
        """All of ``revokedsecrets`` or ``blockedsecrets``."""
        return self._all(self._event_path + f"{which}/", "secret")

    def search_order(self, text: str, within: float) -> list[dict[str, Any]]:
        """Orders in which this code or name stands, asked once for so many seconds at most."""
        params = {"search": text}
        answer = self.transport.get(self._event_path + "orders/", params, within=within)
        return self._results(self._found(answer)) if answer.is_ok else []

    def redeem(self, body: Mapping[str, object]) -> Answer:
        """An entry or an exit."""
        return self._told(self._organizer_path + "checkinrpc/redeem/", body)

    def annul(self, body: Mapping[str, object]) -> Answer:
        """Take one back."""
        return self._told(self._organizer_path + "checkinrpc/annul/", body)

    def failed_check_in(self, list_id: int, body: Mapping[str, object]) -> Answer:
        """A scan that was refused."""
        return self._told(f"{self._event_path}checkinlists/{list_id}/failed_checkins/", body)

    def print_log(self, position: str, body: Mapping[str, object], key: str) -> Answer:
        """A badge that was printed."""
        path = f"{self._event_path}orderpositions/{position}/printlog/"
        return self._told(path, body, {"X-Idempotency-Key": key})

    def create_order(self, body: Mapping[str, object], key: str) -> Answer:
        """A walk-in."""
        headers = {"X-Idempotency-Key": key}
        answer = self.transport.post(self._event_path + "orders/", body, headers)
        return answer if answer.status == 403 else self._understood(answer)

    def initialize_device(self, body: Mapping[str, object]) -> Answer:
        """Become the device whose code was scanned; the code serves once."""
        return self.transport.post("/api/v1/device/initialize", body)

    def _told(
        self, path: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None
    ) -> Answer:
        answer = self.transport.post(path, body, headers)
        if answer.status == 403:
            self._found(answer)
        return self._understood(answer)

    def _understood(self, answer: Answer) -> Answer:
        """The answer, where it is about what was told; anything else concerns them all."""
        if answer.is_ok and not isinstance(answer.body, dict):
            raise SyncPermanent("not_pretix", host=self.transport.host)
        if not answer.is_ok and answer.status not in (400, 404, 409) and answer.status < 500:
            host = self.transport.host
            raise SyncPermanent("strange_answer", host=host, status=answer.status)
        return answer

    def _pages(self, path: str, filters: Mapping[str, object]) -> Iterator[Page]:
        for number in range(1, MOST_PAGES):
            answer = self.transport.get(path, {**filters, "page": number})
            if answer.status == 404 and number > 1 and answer.word("detail") == "Invalid page.":
                return  # something vanished while we turned the pages
            body = self._found(answer)
            results = self._results(body)
            is_last = body.get("next") is None
            yield Page(results, _made_at(answer), is_last, _total(body))
            if is_last:
                return

    def _results(self, body: Any) -> list[dict[str, Any]]:
        """What stands on a page."""
        results = body.get("results") if isinstance(body, dict) else None
        if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
            raise SyncPermanent("not_pretix", host=self.transport.host)
        return results

    def _all(self, path: str, *needed: str) -> list[dict[str, Any]]:
        """The whole of a list in which each has what is ``needed``."""
        found = [one for page in self._pages(path, {}) for one in page.results]
        if any(not isinstance(one.get(name), int | str) for one in found for name in needed):
            raise SyncPermanent("not_pretix", host=self.transport.host)
        return found

    def _found(self, answer: Answer) -> Any:
        """The body of what was found. Raises SyncPermanent for everything that may not be read."""
        if answer.is_ok:
            return answer.body
        host = self.transport.host
        if answer.status >= 500:
            raise SyncTemporary("in_trouble", host=host)
        if answer.status == 403 and answer.word("detail") == _FORBIDDEN_PROFILE:
            raise SyncPermanent("profile_too_narrow", host=host)
        if answer.status in (403, 404) and not self.event:
            raise SyncPermanent("no_organizer", host=host, organizer=self.organizer)
        if answer.status in (403, 404):
            raise SyncPermanent("no_access", host=host, event=self.event)
        raise SyncPermanent("strange_answer", host=host, status=answer.status)


def _total(body: Mapping[str, object]) -> int:
    total = body.get("count")
    return total if isinstance(total, int) else 0


def _made_at(answer: Answer) -> str:
    """When the server made this page; an older one says so in whole seconds only.

    Empty where it says nothing that can be read: then everything is fetched again.
    """
    try:
        if "x-page-generated" in answer.headers:
            moment = datetime.fromisoformat(answer.headers["x-page-generated"])
        else:
            moment = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError, OverflowError):
        return ""
    is_sane = moment.tzinfo is not None and MINYEAR < moment.year < MAXYEAR
    return moment.isoformat() if is_sane else ""
