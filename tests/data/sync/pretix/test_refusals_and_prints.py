"""Refused scans and badge prints, told to pretix."""

from typing import Any

import httpx
import pytest

from data.guests import (
    Direction,
    Force,
    ForceReason,
    Payment,
    PaymentMethod,
    Reason,
)
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import lost, stumbles
from tests.data.sync.pretix.laptop import Laptop

pytestmark = pytest.mark.usefixtures("three_guests")
CASH = Payment.whole(PaymentMethod.CASH)


def test_a_refused_scan_is_told_once(evening: Evening, laptop: Laptop, fake: FakePretix) -> None:
    fake.fails("/failed_checkins/", lost)
    evening.refused("nobody\x00has this ")
    evening.admitted(laptop.guest("Anna"))
    evening.refused(laptop.guest("Anna"))
    laptop.sync()
    laptop.sync_later()
    secret = laptop.guest("Anna").secret
    assert fake.failures() == [("nobodyhas this", "invalid"), (secret, "already_redeemed")]


def test_a_refusal_that_a_payment_answered_is_not_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Pays", "Never Pays", status="n")
    laptop.sync()
    refused = evening.refused(laptop.guest("Pays"))
    evening.refused(laptop.guest("Never Pays"))
    evening.admitted(laptop.guest("Pays"), follows_nonce=refused.nonce, payment=CASH)
    laptop.sync_later()
    assert [reason for _, reason in fake.failures()] == ["unpaid"]
    assert ("refused", "skipped", "led_to_entry") in laptop.outcomes()


def test_a_refusal_waits_a_while_for_its_payment_while_the_door_is_open(
    evening: Evening, laptop: Laptop, fake: FakePretix, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.sell("Pays", status="n")
    laptop.sync()
    monkeypatch.setattr(evening.file, "others", lambda: [object()])  # a window has it open
    refused = evening.refused(laptop.guest("Pays"))
    assert laptop.sync().waiting == 1
    evening.admitted(laptop.guest("Pays"), follows_nonce=refused.nonce, payment=CASH)
    laptop.sync_later(minutes=6)
    assert fake.failures() == []
    evening.refused(laptop.guest("Pays"))
    assert laptop.sync().waiting == 1
    assert laptop.sync_later(minutes=6).waiting == 0
    assert [reason for _, reason in fake.failures()] == ["already_redeemed"]


def test_an_exit_of_nobody_inside_is_told_in_words_that_pretix_takes(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    assert evening.reason(laptop.guest("Anna"), direction=Direction.EXIT) is Reason.NOT_INSIDE
    laptop.sync()
    assert [reason for _, reason in fake.failures()] == ["error"]


def test_who_was_let_in_although_refused_is_in_there_too(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = next(iter(fake.orders.values()))
    order["status"] = "c"
    fake.touch(order)
    laptop.sync()
    refused = evening.refused(laptop.guest("Anna"))
    evening.admitted(
        laptop.guest("Anna"), follows_nonce=refused.nonce, force=Force(ForceReason.HOST_DECIDED)
    )
    laptop.sync()
    assert len(fake.check_ins()) == 1
    assert [reason for _, reason in fake.failures()] == ["canceled"]


@pytest.mark.parametrize("faults", [[], [lost], [lost, lost], [stumbles, lost]])
def test_a_badge_print_is_logged_once_however_often_its_answer_is_lost(
    evening: Evening, laptop: Laptop, fake: FakePretix, faults: list[Any]
) -> None:
    evening.admitted(laptop.guest("Anna"))
    evening.print_badges()
    fake.fails("/printlog/", *faults)
    fake.keys.clear()
    for _ in range(4):
        fake.keys.clear()  # the header's memory is gone after a day
        report = laptop.sync_later()
    logs = next(iter(fake.orders.values()))["positions"][0]["print_logs"]
    assert (len(logs), report.waiting, report.given_up) == (1, 0, 0)


def test_a_key_that_died_with_the_server_does_not_hold_a_print_for_ever(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(laptop.guest("Anna"))
    evening.print_badges()

    def dies(request: httpx.Request, act: Any) -> httpx.Response:
        fake.keys[request.headers["X-Idempotency-Key"]] = None
        raise httpx.ReadError("killed", request=request)

    fake.fails("/printlog/", dies)
    for _ in range(3):
        report = laptop.sync_later()
    logs = next(iter(fake.orders.values()))["positions"][0]["print_logs"]
    assert (len(logs), report.waiting, report.given_up) == (1, 0, 0)
