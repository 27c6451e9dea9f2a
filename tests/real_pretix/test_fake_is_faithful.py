"""The same conversation with the real pretix and with the fake one: they answer alike.

So what the default tests prove against the fake holds for pretix as it is.
"""

from datetime import timedelta
from typing import Any

import httpx

from data.identity import new_nonce, utc_now
from tests.data.sync.pretix.fake import FakePretix
from tests.real_pretix.seed import Seeded

Line = tuple[str, int, object]


def shape(answer: httpx.Response) -> object:
    """What we judge an answer by."""
    if "json" not in answer.headers.get("content-type", ""):
        return "html"
    body = answer.json()
    if isinstance(body, dict):
        said = {name: body.get(name) for name in ("status", "reason") if body.get(name)}
        if answer.status_code >= 400 and not said:
            return sorted(body)
        return said
    return body


class Conversation:
    """One device that talks about one order with three positions."""

    def __init__(self, api: httpx.Client, order: str, list_id: int, items: int) -> None:
        self.api = api
        self.order = order
        self.list_id = list_id
        self.item = items
        self.lines: list[Line] = []
        self.now = utc_now() - timedelta(hours=1)

    def positions(self, **more: str) -> list[dict[str, Any]]:
        answer = self.api.get("events/party/orders/", params={"code": self.order, **more})
        return list(answer.json()["results"][0]["positions"])

    def stored(self, place: int) -> int:
        return len(self.positions()[place]["checkins"])

    def say(self, label: str, path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        answer = self.api.post(path, json=body, headers=headers)
        self.lines.append((label, answer.status_code, shape(answer)))
        return answer

    def note(self, label: str, number: int) -> None:
        self.lines.append((label, number, None))

    def redeem(self, label: str, secret: str, nonce: str, **more: Any) -> None:
        body: dict[str, Any] = {
            "secret": secret,
            "lists": [self.list_id],
            "type": "entry",
            "datetime": self.now.isoformat(),
            "nonce": nonce,
            "force": False,
            "questions_supported": False,
        }
        answer = self.say(label, "checkinrpc/redeem/", body | more)
        if answer.status_code == 201:
            self.note(label, len(answer.json()["position"]["checkins"]))

    def annul(self, label: str, nonce: str, after: timedelta = timedelta(minutes=1)) -> None:
        at = (self.now + after).isoformat()
        body = {"lists": [self.list_id], "nonce": nonce, "datetime": at}
        answer = self.api.post("checkinrpc/annul/", json=body)
        said = answer.json() if answer.status_code != 404 else None
        self.lines.append((label, answer.status_code, said))


def talk(api: httpx.Client, order: str, list_id: int, item: int) -> list[Line]:
    one = Conversation(api, order, list_id, item)
    first, second, third = (p["secret"] for p in one.positions())
    entry, other, twice = new_nonce(), new_nonce(), new_nonce()
    one.redeem("first", first, entry)
    one.redeem("replay", first, entry)
    one.redeem("exit with the nonce of the entry", first, entry, type="exit")
    one.note("still one", one.stored(0))
    one.redeem("another scan", first, other)
    one.redeem("another scan with force", first, other, force=True)
    one.note("two stand", one.stored(0))
    one.redeem("unknown", "nobody-has-this", new_nonce())
    one.redeem("unknown with force", "nobody-has-this", new_nonce(), force=True)
    one.redeem("list of somebody else", first, new_nonce(), lists=[999_999])
    one.annul("annul", entry)
    one.annul("annul again", entry)
    one.annul("annul what nobody knows", new_nonce())
    one.redeem("replay of what was annulled", first, entry, force=True)
    one.annul("annul that", entry)
    one.redeem("second guest", second, twice)
    one.annul("too late", twice, timedelta(minutes=16))
    failed = {
        "raw_barcode": "nobody-has-this-either",
        "error_reason": "invalid",
        "datetime": one.now.isoformat(),
        "type": "entry",
        "nonce": new_nonce(),
    }
    path = f"events/party/checkinlists/{list_id}/failed_checkins/"
    one.say("failed", path, failed)
    one.say("failed again", path, failed)
    one.say("a reason of our own", path, failed | {"error_reason": "not_inside"})
    one.say("a null character", path, failed | {"raw_barcode": "a\x00b"})
    one.say("without a slash", path.rstrip("/"), failed)
    position = one.positions()[2]["id"]
    log = {"type": "badge", "source": "x", "datetime": one.now.isoformat(), "info": {}}
    path = f"events/party/orderpositions/{position}/printlog/"
    key = new_nonce()
    one.say("print", path, log, **{"X-Idempotency-Key": key})
    one.say("print again with its key", path, log, **{"X-Idempotency-Key": key})
    one.say("print again without", path, log)
    one.note("two prints", len(one.positions()[2]["print_logs"]))
    walk_in(one)
    pages(one)
    assert third
    return one.lines


def walk_in(one: Conversation) -> None:
    secret = new_nonce()
    position: dict[str, Any] = {
        "item": one.item,
        "price": "0.00",
        "secret": secret,
        "attendee_name_parts": {"_scheme": "full", "full_name": "Walk Ín"},
        "answers": [],
    }
    order = {
        "locale": "en",
        "status": "p",
        "sales_channel": "web",
        "send_email": False,
        "positions": [position],
    }
    key = {"X-Idempotency-Key": new_nonce()}
    path = "events/party/orders/"
    made = one.say("walk-in", path, order, **key)
    assert made.json()["positions"][0]["secret"] == secret
    other = order | {"positions": [position | {"secret": new_nonce()}]}
    again = one.say("another body with the same key", path, other, **key)
    assert again.json()["code"] == made.json()["code"]
    one.say("the same secret", path, order)
    kosovo = order | {"positions": [position | {"secret": new_nonce(), "country": "XK"}]}
    one.say("an address in Kosovo", path, kosovo)
    paid = order | {"positions": [position | {"secret": new_nonce(), "price": "10.00"}]}
    one.say("paid without a provider", path, paid)


def pages(one: Conversation) -> None:
    for label, params in (
        ("page size", {"page_size": "500"}),
        ("a page beyond the end", {"page": "9999"}),
        ("the future", {"modified_since": "2090-01-01T00:00:00Z"}),
    ):
        answer = one.api.get("events/party/orders/", params=params)
        one.lines.append((label, answer.status_code, shape(answer)))
        if answer.status_code == 200:
            assert "X-Page-Generated" in answer.headers
            one.note(label, len(answer.json()["results"]))


def test_they_answer_alike(seeded: Seeded) -> None:
    token = seeded.initialize(seeded.device("faithful"))
    names = ["First", "Second", "Third"]
    order = seeded.order(names, "Albatross")
    with httpx.Client(
        base_url=seeded.api.base_url,
        headers={"Authorization": f"Device {token}"},
        trust_env=False,
        timeout=60,
    ) as api:
        real = talk(api, order["code"], seeded.list_id, seeded.items["Albatross"])
        wrong = api.get("events/", headers={"Authorization": "Device wrong"})
        nowhere = api.get("events/nope/orders/")
    fake = FakePretix(utc_now)
    for number in range(60):
        fake.sell(f"Guest {number}")
    with httpx.Client(
        transport=fake.transport(),
        base_url="https://pretix.example/api/v1/organizers/club/",
        headers={"Authorization": "Device good"},
    ) as api:
        ours = talk(api, fake.sell(*names, item=2)["code"], 1, 2)
        assert [one for one in ours if one not in real] == [one for one in real if one not in ours]
        assert ours == real
        for theirs, path, headers in (
            (wrong, "events/", {"Authorization": "Device wrong"}),
            (nowhere, "events/nope/orders/", {}),
        ):
            said = api.get(path, headers=headers)
            assert (said.status_code, said.json()) == (theirs.status_code, theirs.json())
