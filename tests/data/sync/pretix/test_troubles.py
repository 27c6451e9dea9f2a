"""Rows that pretix never takes, clocks that are wrong, other laptops that know nothing of us."""

import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from data.guests import (
    Direction,
)
from data.store import deliveries
from data.store.far_ends import far_end
from tests.data.evening import DEVICE, Evening, TestClock
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import says, stumbles
from tests.data.sync.pretix.laptop import Laptop

pytestmark = pytest.mark.usefixtures("three_guests")


def test_a_row_on_which_pretix_fails_for_ever_is_given_up_and_holds_nobody(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    anna, others = laptop.guest("Anna"), [laptop.guest("Berta"), laptop.guest("Carla")]

    def fails_on_anna(request: httpx.Request, act: Any) -> httpx.Response:
        fake.fails("/redeem/", fails_on_anna)
        ours = json.loads(request.content)["secret"] == anna.secret
        return httpx.Response(500, html="<h1>Server Error</h1>") if ours else act()

    fake.fails("/redeem/", fails_on_anna)
    evening.admitted(anna)
    evening.admitted(others[0])
    for _ in range(5):
        report = laptop.sync_later()
    assert (report.sent, report.waiting, report.given_up) == (1, 1, 0)
    evening.admitted(others[1])  # taken: so it is not the server
    report = laptop.sync_later()
    assert (report.sent, report.waiting, report.given_up) == (2, 0, 1)
    assert laptop.why() == ["fails_there"]


def test_a_server_that_fails_on_everything_makes_nobody_give_up(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    for name in ("Anna", "Berta", "Carla"):
        evening.admitted(laptop.guest(name))
    fake.fails("/redeem/", *[stumbles] * 200)
    for _ in range(20):
        report = laptop.sync_later()
    assert (report.given_up, report.waiting) == (0, 3)
    fake.faults.clear()
    assert laptop.sync_later().waiting == 0
    assert len(fake.check_ins()) == 3


def test_a_laptop_with_a_wrong_clock_tells_right_times_and_says_so(
    evening: Evening, fake: FakePretix
) -> None:
    wrong = TestClock(evening.clock.now + timedelta(days=26_000))
    laptop = Laptop.joined(evening, fake, clock=wrong)
    laptop.sync()
    evening.admitted(laptop.guest("Anna"), at=wrong.now)
    right = evening.clock.now
    report = laptop.sync()
    ((_, told, _),) = fake.check_ins()
    assert abs(datetime.fromisoformat(told) - right) < timedelta(seconds=5)
    assert [note.code for note in report.notes] == ["clock_wrong"]


def test_a_time_in_the_future_is_never_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(laptop.guest("Anna"), at=evening.clock.now + timedelta(days=26_000))
    laptop.sync()
    ((_, told, _),) = fake.check_ins()
    assert abs(datetime.fromisoformat(told) - evening.clock.now) < timedelta(minutes=1)


def test_what_another_laptop_did_is_told_only_if_it_did_not_tell_it_itself(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    acts = [evening.admitted(laptop.guest(name)) for name in ("Anna", "Berta")]
    laptop.evening.file.device = type(DEVICE)("another", "Desk 2")  # as after a merge
    anna = next(iter(fake.orders.values()))["positions"][0]
    fake.scans.append(
        {
            "position": anna["id"],
            "datetime": acts[0].at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "type": "entry",
            "list": 1,
            "nonce": "theirs",
            "device": 4,
            "successful": True,
            "reason": "",
            "raw": "",
        }
    )
    assert laptop.sync().waiting == 2
    report = laptop.sync_later()
    assert (report.waiting, report.given_up) == (0, 0)
    assert len(fake.check_ins()) == 2
    assert len(fake.redeems()) == 1


def test_two_doors_alone_make_a_double_that_is_shown(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    anna = next(iter(fake.orders.values()))["positions"][0]
    fake.scans.append(
        fake.scans[0] | {"nonce": "theirs", "device": 4, "datetime": "2026-06-01T18:30:00.000001Z"}
    )
    fake.touch(next(iter(fake.orders.values())))
    report = laptop.sync()
    (double,) = report.doubles
    assert double.guest_id == laptop.guest("Anna").id
    assert double.devices == ("3", "4")
    assert double.at[0] < double.at[1]
    assert anna["id"] == fake.check_ins()[0][0]


def test_coming_back_after_an_exit_is_no_double(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    anna = laptop.guest("Anna")
    evening.admitted(anna)
    evening.admitted(anna, direction=Direction.EXIT)
    evening.admitted(anna)
    laptop.sync()
    fake.scans[-1]["device"] = 4
    fake.touch(next(iter(fake.orders.values())))
    assert laptop.sync().doubles == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (says(400, {"status": "error", "reason": "ambiguous"}), "refused_there"),
        (says(400, {"status": "incomplete", "questions": []}), "not_understood"),
        (says(400, {"secret": ["Null characters are not allowed."]}), "not_understood"),
        (says(400, ["a list of words"]), "not_understood"),
    ],
)
def test_what_pretix_will_never_take_is_given_up_alone(
    evening: Evening, laptop: Laptop, fake: FakePretix, answer: Any, code: str
) -> None:
    fake.fails("/redeem/", answer)
    evening.admitted(laptop.guest("Anna"))
    evening.admitted(laptop.guest("Berta"))
    report = laptop.sync()
    assert (laptop.why(), report.sent, report.waiting) == ([code], 1, 0)


def test_an_annulment_that_pretix_refuses_is_to_be_corrected_by_hand(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    fake.fails("/annul/", says(400, ["Multiple check-ins found based on nonce"]))
    evening.annulled(act.nonce)
    laptop.sync()
    assert laptop.why() == ["annul_refused"]
    assert len(fake.check_ins()) == 1


def test_an_exit_whose_entry_was_given_up_is_not_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.fails("/redeem/", says(400, {"status": "error", "reason": "ambiguous"}))
    evening.admitted(laptop.guest("Anna"))
    evening.admitted(laptop.guest("Anna"), direction=Direction.EXIT)
    report = laptop.sync()
    assert (fake.check_ins(), report.waiting) == ([], 0)
    assert ("exit", "skipped", "entry_not_there") in laptop.outcomes()


def test_a_row_given_up_is_tried_again_when_pretix_is_set_up_anew(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.fails("/redeem/", says(400, {"status": "error", "reason": "ambiguous"}))
    evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    assert deliveries.try_again(evening.file, "pretix", given_up=True) == 1
    report = laptop.sync()
    assert (report.sent, report.given_up, len(fake.check_ins())) == (1, 0, 1)


def test_the_report_is_remembered_for_whoever_looks_later(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    kept = far_end(evening.file, "pretix").report
    assert (kept["sent"], kept["waiting"], kept["problem"]) == (1, 0, None)
    assert kept["title"] == "pretix · Party · Main entrance"
