"""A pretix of another version or with plugins: fields missing, null, of another kind, or new."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SyncPermanent
from data.guests import Payment, PaymentMethod
from data.sync.pretix.people import Wanted, read_order
from data.walk_in import WalkIn, add_walk_in
from tests.data.evening import Evening, TestClock
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.laptop import Laptop

Act = Callable[[], httpx.Response]
WANTED = Wanted(1, "EUR", {(1, None): "Basic"}, question="NATION")
OPTIONAL = [
    "answers", "checkins", "print_logs", "attendee_name_parts", "attendee_email", "company",
    "variation", "addon_to", "blocked", "valid_from", "valid_until", "canceled", "price",
]  # fmt: skip


def an_order() -> dict[str, Any]:
    fake = FakePretix(TestClock())
    order = fake.sell("Anna", "Berta", status="n", payments=[{"state": "confirmed", "amount": "4"}])
    for position in order["positions"]:
        position["answers"] = [{"question_identifier": "NATION", "answer": "FR"}]
        position["checkins"] = [{"list": 1, "datetime": fake._now(), "type": "entry"}]
    return order


@pytest.mark.parametrize("absent", [False, True])
def test_what_is_optional_may_be_null_or_missing(
    laptop: Laptop, fake: FakePretix, absent: bool
) -> None:
    order = fake.sell("Anna")

    def bare(request: httpx.Request, act: Act) -> httpx.Response:
        answer = act()
        body = answer.json()
        for one in body["results"]:
            for position in one["positions"]:
                for name in OPTIONAL:
                    position[name] = None
                    if absent:
                        del position[name]
            one["payments"] = one["invoice_address"] = one["locale"] = None
        return httpx.Response(200, json=body, headers={"X-Page-Generated": "yesterday"})

    fake.fails("/orders/", bare)
    report = laptop.sync()
    assert report.problem is None
    assert laptop.guest("Anna").secret == order["positions"][0]["secret"]


@pytest.mark.parametrize("date", ["yesterday", "2026-06-01T18:00:00", "Mon, 99 Foo 2026"])
def test_a_page_that_says_its_time_wrongly_is_read_all_the_same(
    laptop: Laptop, fake: FakePretix, date: str
) -> None:
    fake.sell("Anna")
    wrong = {"X-Page-Generated": date, "Date": date}

    def timeless(request: httpx.Request, act: Act) -> httpx.Response:
        return httpx.Response(200, content=act().content, headers=wrong)

    fake.fails("/orders/", timeless)
    assert laptop.sync().problem is None
    assert laptop.names() == {"Anna"}
    assert laptop.since() == ""
    fake.sell("Berta")
    assert laptop.sync().problem is None
    assert laptop.names() == {"Anna", "Berta"}


@pytest.mark.parametrize("part", ["items", "checkinlists", "orders"])
@pytest.mark.parametrize("results", [[None, 3, "x"], [{}], [{"id": None}], [[]]])
def test_what_no_pretix_would_say_is_named_and_nothing_of_it_is_used(
    evening: Evening, laptop: Laptop, fake: FakePretix, part: str, results: list[object]
) -> None:
    fake.sell("Anna")
    laptop.sync()
    evening.clock.now += timedelta(minutes=10)
    said = httpx.Response(200, json={"count": 1, "next": None, "results": results})
    fake.fails(f"/{part}/", *[lambda request, act: said] * 9)
    report = laptop.sync()
    assert report.problem is not None
    assert report.problem.code in ("not_pretix", "strange_answer", "no_list")
    assert laptop.names() == {"Anna"}
    fake.faults.clear()
    assert laptop.sync().problem is None


def test_an_order_that_was_made_and_answered_oddly_is_looked_up(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    laptop.sync()
    guest = add_walk_in(
        evening.file, WalkIn("Sasha", product="Basic"), nonce="n", at=evening.clock.now
    )
    evening.admitted(guest, payment=Payment.whole(PaymentMethod.CASH))

    def odd(request: httpx.Request, act: Act) -> httpx.Response:
        act()
        return httpx.Response(201, json={"status": "created"})

    fake.faults["/orders/"] = [
        lambda request, act: odd(request, act) if request.method == "POST" else act()
    ]
    assert laptop.sync().problem is None
    assert (len(fake.orders), len(fake.check_ins())) == (1, 1)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, one in inner:
        found.append((*path, key))
        if isinstance(one, dict | list):
            found += places(one, (*path, key))
    return found


ODD: st.SearchStrategy[object] = st.sampled_from(
    [None, "", "x", "\ud800", [], {}, [None], 0, -1, 1e308, True, "NaN", "Infinity", "1e999999"]
)


@given(st.data())
def test_an_order_is_read_or_named_whatever_stands_in_it(data: st.DataObject) -> None:
    order = json.loads(json.dumps(an_order()))
    for _ in range(data.draw(st.integers(1, 3))):
        *path, last = data.draw(st.sampled_from(places(order)))
        inner = order
        for key in path:
            inner = inner[key]
        inner[last] = data.draw(ODD)
    said = ""
    try:
        read_order(order, WANTED, host="pretix.example")
    except SyncPermanent as error:
        said = error.code
    assert said in ("", "strange_answer")
