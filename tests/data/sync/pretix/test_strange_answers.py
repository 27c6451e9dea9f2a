"""A server that answers as no pretix does: named in a report, and never the end of the sync."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from data.guests import Payment, PaymentMethod
from data.walk_in import WalkIn, add_walk_in
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import Fault, lost, says, stumbles
from tests.data.sync.pretix.laptop import Laptop

pytestmark = pytest.mark.usefixtures("three_guests")
ENDLESS = "Mon, 01 Jan 2026 00:00:00 +99999999999999999999"


def changed(change: Callable[[Any], object]) -> Fault:
    """pretix's answer with something in it changed."""

    def fault(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
        body = act().json()
        change(body)
        return httpx.Response(200, content=json.dumps(body).encode())

    return fault


def under(name: str, value: str, status: int | None = None) -> Fault:
    """pretix's answer with a header in it changed."""

    def fault(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
        answer = act()
        headers = {"Content-Type": "application/json", name: value}
        return httpx.Response(status or answer.status_code, content=answer.content, headers=headers)

    return fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("X-Page-Generated", f"{year}-12-31T23:59:59+00:00") for year in ("0001", "9999")],
        ("X-Page-Generated", "0001-01-01T00:00:00+00:00"),
        ("X-Page-Generated", "9999-12-31T23:59:59-23:59"),
        ("Date", "Mon, 01 Jan 0001 00:00:00 GMT"),
        ("Date", ENDLESS),
    ],
)
def test_a_server_whose_clock_says_nonsense_is_told_of_everything_all_the_same(
    evening: Evening, laptop: Laptop, fake: FakePretix, name: str, value: str
) -> None:
    evening.admitted(laptop.guest("Anna"))
    fake.fails("/party/orders/", *[under(name, value)] * 9)
    fake.fails("/redeem/", stumbles, under(name, value), under(name, value))
    report = laptop.sync_later()
    assert (report.problem, report.waiting, len(fake.check_ins())) == (None, 0, 1)
    fake.sell("Dora")
    assert laptop.sync_later().problem is None
    assert "Dora" in laptop.names()


@pytest.mark.parametrize("after", ["9" * 400, "99999999", ENDLESS])
@pytest.mark.parametrize("status", [409, 429, 503])
def test_a_server_that_wants_to_be_left_alone_for_ever_is_asked_again(
    evening: Evening, laptop: Laptop, fake: FakePretix, after: str, status: int
) -> None:
    evening.admitted(laptop.guest("Anna"))
    fake.fails("/redeem/", under("Retry-After", after, status))
    assert laptop.sync().waiting == 1
    assert laptop.sync_later().waiting == 0


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("/events/party/", lambda event: event.update(valid_keys=["x"])),
        ("/events/party/", lambda event: event.update(valid_keys={"pretix_sig1": 3})),
        ("/items/", lambda page: page["results"][0].update(variations=3)),
        ("/items/", lambda page: page["results"][0].update(variations=[{}])),
        (
            "/checkinlists/",
            lambda page: page["results"][0].update(all_products=False, limit_products=[[]]),
        ),
        ("/checkinlists/", lambda page: page["results"][0].update(name="\ud800")),
        ("/orders/", lambda page: page["results"][0]["positions"][0].update(id="x")),
        ("/orders/", lambda page: page["results"][0].update(code="\ud800")),
        ("/blockedsecrets/", lambda page: page.update(results=[{"secret": "\ud800"}])),
    ],
)
def test_what_no_pretix_says_is_named_and_the_sync_goes_on_after_it(
    evening: Evening, laptop: Laptop, fake: FakePretix, part: str, change: Callable[[Any], object]
) -> None:
    fake.touch(next(iter(fake.orders.values())))
    evening.clock.now += timedelta(minutes=10)
    fake.fails(part, changed(change))
    problem = laptop.sync().problem
    assert problem is not None
    assert problem.code == "strange_answer"
    evening.admitted(laptop.guest("Anna"))
    report = laptop.sync_later()
    assert (report.problem, report.waiting, len(fake.check_ins())) == (None, 0, 1)


def test_a_ticket_that_is_valid_for_ever_is_no_strange_answer(
    laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Dora")
    order["positions"][0]["valid_until"] = "9999-12-31T23:59:59-08:00"
    assert laptop.sync().problem is None
    assert laptop.guest("Dora").valid_until is None


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page["results"][0].update(positions=None),
        lambda page: page["results"][0].update(positions=[None, 3]),
        lambda page: page["results"][0]["positions"][0].update(checkins=None),
        lambda page: page["results"][0]["positions"][0].update(checkins=["x"]),
    ],
)
def test_a_check_in_that_cannot_be_looked_up_is_told_again(
    evening: Evening, laptop: Laptop, fake: FakePretix, change: Callable[[Any], object]
) -> None:
    evening.admitted(laptop.guest("Anna"))
    fake.fails("/redeem/", lost, says(400, {"status": "error", "reason": "blocked"}))
    fake.fails("/orders/", lambda request, act: act(), *[changed(change)] * 3)
    laptop.sync_later()
    assert laptop.sync_later().waiting == 0
    assert len(fake.check_ins()) == 1


@pytest.mark.parametrize(
    "body", [None, [], {}, {"results": 3}, {"results": [3]}, {"results": [{"positions": 3}]}]
)
def test_an_order_that_cannot_be_looked_up_is_looked_up_again(
    evening: Evening, laptop: Laptop, fake: FakePretix, body: object
) -> None:
    guest = add_walk_in(
        evening.file, WalkIn("Sasha", product="Basic"), nonce="n", at=evening.clock.now
    )
    evening.admitted(guest, payment=Payment.whole(PaymentMethod.CASH))
    pulled: Fault = lambda request, act: act()  # noqa: E731 -- a fault is a function
    fake.fails("/orders/", lost, pulled, pulled, says(400, {"secret": ["exists"]}), says(200, body))
    laptop.sync()
    assert laptop.sync_later().waiting == 0
    assert (len(fake.orders), len(fake.check_ins())) == (2, 1)
