"""Walk-ins, told to pretix as orders."""

import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from data.guests import (
    Direction,
    Payment,
    PaymentMethod,
)
from data.store.prints import ask_for_badge
from data.sync.pretix.people import made_secret
from data.walk_in import WalkIn, add_walk_in, join_walk_in, part_walk_in
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import Fault, lost, stumbles
from tests.data.sync.pretix.laptop import Laptop

pytestmark = pytest.mark.usefixtures("three_guests")
CASH = Payment.whole(PaymentMethod.CASH)


def walk_in(evening: Evening, name: str = "Walk Ín", **more: Any) -> Any:
    more = {"product": "Basic", "countries": ("XK",)} | more
    guest = add_walk_in(
        evening.file, WalkIn(name, **more), nonce=evening.nonce(), at=evening.clock.now
    )
    return guest, evening.admitted(guest, payment=CASH)


def prints_there(fake: FakePretix) -> list[int]:
    """How many badge prints each position sold here has."""
    sold = [order for order in fake.orders.values() if "asked" in order]
    return [len(position["print_logs"]) for order in sold for position in order["positions"]]


@pytest.mark.parametrize("faults", [[], [lost], [stumbles], [lost, lost, lost, lost]])
def test_a_walk_in_is_one_order_however_often_its_answer_is_lost(
    evening: Evening, laptop: Laptop, fake: FakePretix, faults: list[Any]
) -> None:
    guest, _ = walk_in(evening)

    def of_orders(request: httpx.Request, act: Any) -> httpx.Response:
        if request.method != "POST":
            fake.fails("/orders/", of_orders)  # meant for the order, not for a list
            return httpx.Response(200, json=json.loads(act().content), headers=act().headers)
        fault: Fault = faults.pop(0) if faults else (lambda request, act: act())
        return fault(request, act)

    fake.fails("/orders/", *[of_orders] * len(faults))
    for _ in range(4):
        fake.keys.clear()
        report = laptop.sync_later()
    sold = [order for order in fake.orders.values() if "asked" in order]
    assert len(sold) == 1
    assert sold[0]["asked"]["payment_provider"] == "boxoffice"
    assert sold[0]["asked"]["payment_info"] == {"payment_type": "cash"}
    assert sold[0]["positions"][0]["price"] == "10.00"
    assert "country" not in sold[0]["asked"]["positions"][0]
    assert sold[0]["positions"][0]["answers"][0]["answer"] == "XK"
    assert [position for position, _, _ in fake.check_ins()] == [sold[0]["positions"][0]["id"]]
    assert (report.waiting, report.given_up) == (0, 0)
    assert [one.id for one in laptop.guests() if one.name == "Walk Ín"] == [guest.id]
    assert len(laptop.guests()) == 4


def test_a_walk_in_s_own_code_is_told_and_what_pretix_made_of_it_read_back(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    fake.secrets_of_other_events.add(made_secret(guest.id))  # silently replaced there
    laptop.sync()
    assert len(fake.check_ins()) == 1
    assert laptop.why() == []


def test_a_name_of_any_length_and_an_odd_nationality_make_no_order_fail(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    walk_in(evening, "Wolfe " * 60, countries=("GB-SCT",))
    walk_in(evening, "Nobody", countries=())
    report = laptop.sync()
    assert (report.given_up, report.waiting, len(fake.check_ins())) == (0, 0, 2)


def test_a_walk_in_is_kept_and_reported_where_the_token_may_not_sell(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.profile = "pretixscan"
    guest, _ = walk_in(evening)
    evening.admitted(laptop.guest("Anna"))
    report = laptop.sync()
    assert laptop.why() == ["walk_in_not_allowed"]
    assert laptop.given_up()[0].written.row.guest_id == guest.id
    assert (report.sent, report.waiting) == (1, 0)


def test_a_walk_in_of_a_product_that_pretix_does_not_sell_is_reported(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.product("Press", 0)
    walk_in(evening, product="Press")
    laptop.sync()
    assert laptop.why() == ["no_such_product"]


def test_a_walk_in_who_never_came_in_is_no_order(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    add_walk_in(evening.file, WalkIn("Left"), nonce="w", at=evening.clock.now)
    assert laptop.sync().waiting == 0
    assert len(fake.orders) == 1


def test_a_walk_in_who_turns_out_to_be_on_the_list_is_told_as_that_guest(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    join_walk_in(evening.file, guest.id, laptop.guest("Anna").id, nonce="j", at=evening.clock.now)
    laptop.sync()
    (told,) = fake.redeems()
    assert told["secret"] == laptop.guest("Anna").secret
    assert len(fake.orders) == 1


@pytest.mark.parametrize("fault", [lost, stumbles])
def test_the_badge_of_a_walk_in_is_told_although_the_order_took_a_second_try(
    evening: Evening, laptop: Laptop, fake: FakePretix, fault: Fault
) -> None:
    walk_in(evening)
    evening.print_badges()
    fake.fails("/orders/", fault)
    laptop.sync()
    assert laptop.sync_later().waiting == 0
    assert prints_there(fake) == [1]


def test_the_badge_of_a_walk_in_waits_for_the_order_however_slow_the_round(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    def slow() -> datetime:
        evening.clock.now += timedelta(seconds=30)  # longer than any row is put off
        return evening.clock.now

    walk_in(evening)
    evening.print_badges()
    fake.fails("/orders/", lost)
    laptop.clock, laptop.far_end.batch = slow, 1
    laptop.sync()
    assert laptop.sync_later().waiting == 0
    assert prints_there(fake) == [1]


@pytest.mark.parametrize("faults", [[], [lost], [stumbles]])
def test_the_badge_of_a_walk_in_printed_before_the_order_is_told_after_it(
    evening: Evening, laptop: Laptop, fake: FakePretix, faults: list[Fault]
) -> None:
    guest = add_walk_in(
        evening.file, WalkIn("Early", product="Basic"), nonce="w", at=evening.clock.now
    )
    ask_for_badge(evening.file, guest.id, evening.clock())
    evening.print_badges()
    assert laptop.sync().waiting == 0
    evening.admitted(guest, payment=CASH)
    fake.fails("/orders/", *faults)
    assert laptop.sync_later().waiting == 0
    assert prints_there(fake) == [1]


def test_who_turns_out_to_be_on_the_list_after_pretix_was_told_is_to_be_corrected_by_hand(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    laptop.sync()
    at = evening.clock.now
    join_walk_in(evening.file, guest.id, laptop.guest("Anna").id, nonce="j", at=at)
    laptop.sync()
    assert laptop.why() == ["joined_late"]
    (sold,) = (code for code, order in fake.orders.items() if "asked" in order)
    assert laptop.given_up()[0].values == {"order": sold}
    part_walk_in(evening.file, guest.id, nonce="p", at=at)
    laptop.sync()
    assert (laptop.why(), len(fake.check_ins())) == ([], 1)


def test_who_was_told_as_somebody_on_the_list_and_was_not_is_to_be_corrected_by_hand(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    at = evening.clock.now
    join_walk_in(evening.file, guest.id, laptop.guest("Anna").id, nonce="j", at=at)
    laptop.sync()
    part_walk_in(evening.file, guest.id, nonce="p", at=at)
    assert laptop.sync().waiting == 0
    assert laptop.why() == ["parted_late"]


def test_a_join_taken_back_before_pretix_was_told_needs_nothing(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    at = evening.clock.now
    join_walk_in(evening.file, guest.id, laptop.guest("Anna").id, nonce="j", at=at)
    part_walk_in(evening.file, guest.id, nonce="p", at=at)
    laptop.sync()
    assert laptop.why() == []
    assert sum("asked" in order for order in fake.orders.values()) == 1


def test_an_order_that_pretix_says_it_has_and_never_shows_is_given_up_and_holds_nobody(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    guest, _ = walk_in(evening)
    evening.admitted(guest, direction=Direction.EXIT)

    def taken(request: httpx.Request, act: Any) -> httpx.Response:
        fake.fails("/orders/", taken)
        return httpx.Response(400, json={"secret": ["taken"]}) if request.content else act()

    fake.fails("/orders/", taken)
    for _ in range(6):
        report = laptop.sync_later()
    assert (report.problem, report.waiting, laptop.why()) == (None, 0, ["fails_there"])
