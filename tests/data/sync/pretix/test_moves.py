"""Entries, exits and what takes them back, told to pretix."""

from datetime import timedelta
from typing import Any

import pytest

from data.guests import (
    Direction,
    Payment,
    PaymentMethod,
)
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import lost, stumbles, unplugged
from tests.data.sync.pretix.laptop import Laptop

pytestmark = pytest.mark.usefixtures("three_guests")
CASH = Payment.whole(PaymentMethod.CASH)


def test_an_entry_is_told_with_its_own_nonce_its_real_time_and_force(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    at = evening.clock.now - timedelta(minutes=5, microseconds=7)
    evening.admitted(laptop.guest("Anna"), at=at)
    report = laptop.sync()
    (told,) = fake.redeems()
    assert told["datetime"] == at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert told["datetime"].endswith("993Z")
    assert told["force"] is True
    assert len(told["nonce"]) <= 190
    assert (report.sent, report.waiting) == (1, 0)


def test_nobody_waits_for_the_body_that_does_not_hold_the_new_check_in(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    laptop.sync()
    assert len(fake.check_ins()) == len(fake.redeems()) == 1


@pytest.mark.parametrize("fault", [lost, stumbles, unplugged])
def test_an_answer_that_did_not_come_is_asked_for_again_and_counts_once(
    evening: Evening, laptop: Laptop, fake: FakePretix, fault: Any
) -> None:
    fake.fails("/redeem/", fault)
    evening.admitted(laptop.guest("Anna"))
    assert laptop.sync().waiting + len(fake.check_ins()) >= 1
    report = laptop.sync_later()
    assert (len(fake.check_ins()), report.sent, report.waiting) == (1, 1, 0)


def test_an_exit_has_a_nonce_of_its_own_and_so_has_every_entry(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    anna = laptop.guest("Anna")
    evening.admitted(anna)
    evening.admitted(anna, direction=Direction.EXIT)
    evening.admitted(anna)
    laptop.sync()
    assert [way for _, _, way in fake.check_ins()] == ["entry", "exit", "entry"]
    assert len({told["nonce"] for told in fake.redeems()}) == 3


def test_a_party_is_told_one_by_one(evening: Evening, laptop: Laptop, fake: FakePretix) -> None:
    evening.admitted(laptop.guest("Anna"), party=3, payment=CASH)
    laptop.sync()
    assert len(fake.check_ins()) == 3
    assert len({told["nonce"] for told in fake.redeems()}) == 3


def test_what_was_taken_back_before_it_was_told_is_not_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    evening.annulled(act.nonce, at=act.at + timedelta(hours=2))
    report = laptop.sync()
    assert fake.redeems() == []
    assert (report.waiting, report.given_up) == (0, 0)


def test_what_was_taken_back_in_time_is_annulled_there(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    evening.annulled(act.nonce, at=act.at + timedelta(minutes=14))
    report = laptop.sync()
    assert fake.check_ins() == []
    assert (report.waiting, report.given_up) == (0, 0)


def test_what_was_taken_back_too_late_is_to_be_corrected_by_hand(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    evening.clock.now += timedelta(minutes=16)
    evening.annulled(act.nonce)
    assert laptop.sync().given_up == 1
    assert laptop.why() == ["annul_too_late"]
    assert laptop.given_up()[0].written.row.guest_id == laptop.guest("Anna").id


def test_an_annulled_scan_is_never_told_again_although_its_answer_was_lost(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.fails("/redeem/", lost)
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    evening.annulled(act.nonce)
    laptop.sync_later()
    assert fake.check_ins() == []
    assert len(fake.redeems()) == 1
    assert laptop.why() == []


def test_an_annulment_whose_answer_was_lost_is_known_to_have_happened(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    fake.fails("/annul/", lost)
    evening.annulled(act.nonce)
    laptop.sync()
    report = laptop.sync_later()
    assert (fake.check_ins(), report.waiting, report.given_up) == ([], 0, 0)


def test_an_exit_goes_with_the_entry_that_is_taken_back(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    anna = laptop.guest("Anna")
    act = evening.admitted(anna)
    evening.admitted(anna, direction=Direction.EXIT)
    laptop.sync()
    assert len(fake.check_ins()) == 2
    evening.annulled(act.nonce)
    laptop.sync()
    assert fake.check_ins() == []


def test_only_the_exit_may_be_taken_back(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    anna = laptop.guest("Anna")
    evening.admitted(anna)
    gone = evening.admitted(anna, direction=Direction.EXIT)
    laptop.sync()
    evening.annulled(gone.nonce)
    laptop.sync()
    assert [way for _, _, way in fake.check_ins()] == ["entry"]


def test_an_exit_waits_for_its_entry(evening: Evening, laptop: Laptop, fake: FakePretix) -> None:
    anna, berta = laptop.guest("Anna"), laptop.guest("Berta")
    evening.admitted(anna)
    evening.admitted(anna, direction=Direction.EXIT)
    evening.admitted(berta)
    fake.fails("/redeem/", stumbles)
    laptop.sync()
    assert len(fake.check_ins()) == 1  # Berta, who does not wait for Anna
    laptop.sync_later()
    assert sorted(way for _, _, way in fake.check_ins()) == ["entry", "entry", "exit"]


def test_a_replay_that_is_refused_was_accepted_before(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.fails("/redeem/", lost)
    evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    position = next(iter(fake.orders.values()))["positions"][0]
    position["canceled"] = True  # from now on pretix knows no such ticket
    fake.touch(next(iter(fake.orders.values())))
    report = laptop.sync_later()
    assert (report.sent, report.given_up) == (1, 0)
    assert len(fake.check_ins()) == 1


def test_a_ticket_cancelled_there_and_let_in_here_is_to_be_corrected_by_hand(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = next(iter(fake.orders.values()))
    evening.admitted(laptop.guest("Anna"))
    order["positions"][0]["canceled"] = True
    fake.touch(order)
    report = laptop.sync()
    assert laptop.why() == ["ticket_gone"]
    assert laptop.given_up()[0].values == {"order": order["code"]}
    assert report.waiting == 0
    assert fake.failures() == [(order["positions"][0]["secret"], "invalid")]


def test_a_code_renewed_there_is_told_with_the_new_one(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = next(iter(fake.orders.values()))
    evening.admitted(order["positions"][0]["secret"])
    order["positions"][0]["secret"] = "a-newer-code-of-26-letters"
    fake.touch(order)
    report = laptop.sync()
    assert (report.sent, report.given_up, len(fake.check_ins())) == (1, 0, 1)


def test_guests_of_another_list_are_none_of_pretix_s_business(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(evening.guest("From Elsewhere"))
    report = laptop.sync()
    assert (fake.redeems(), report.waiting, report.given_up) == ([], 0, 0)
