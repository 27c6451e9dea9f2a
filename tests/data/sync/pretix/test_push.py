"""What happened, told to pretix: each trap of facts that the push could fall into."""

import json
from datetime import datetime, timedelta
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
from data.store import deliveries
from data.store.far_ends import far_end
from data.store.prints import PrintState, note_badge, take_badge, waiting_badges
from data.sync.pretix.people import made_secret
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from tests.data.evening import DEVICE, Evening, TestClock
from tests.data.sync.pretix.fake import FakePretix, Fault, lost, stumbles, unplugged
from tests.data.sync.pretix.laptop import Laptop

CASH = Payment.whole(PaymentMethod.CASH)


@pytest.fixture(autouse=True)
def _three_guests(laptop: Laptop, fake: FakePretix) -> None:
    fake.sell("Anna", "Berta", "Carla")
    laptop.sync()


def redeems(fake: FakePretix) -> list[dict[str, Any]]:
    return [json.loads(request.content) for request in fake.asked("/redeem/")]


def failures(fake: FakePretix) -> list[tuple[str, str]]:
    return [
        (scan["raw"], scan["reason"])
        for scan in fake.scans
        if not scan["successful"] and scan["reason"] != "annulled"
    ]


def test_an_entry_is_told_with_its_own_nonce_its_real_time_and_force(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    at = evening.clock.now - timedelta(minutes=5, microseconds=7)
    evening.admitted(laptop.guest("Anna"), at=at)
    report = laptop.sync()
    (told,) = redeems(fake)
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
    assert len(fake.check_ins()) == len(redeems(fake)) == 1


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
    assert len({told["nonce"] for told in redeems(fake)}) == 3


def test_a_party_is_told_one_by_one(evening: Evening, laptop: Laptop, fake: FakePretix) -> None:
    evening.admitted(laptop.guest("Anna"), party=3, payment=CASH)
    laptop.sync()
    assert len(fake.check_ins()) == 3
    assert len({told["nonce"] for told in redeems(fake)}) == 3


def test_what_was_taken_back_before_it_was_told_is_not_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    act = evening.admitted(laptop.guest("Anna"))
    evening.annulled(act.nonce, at=act.at + timedelta(hours=2))
    report = laptop.sync()
    assert redeems(fake) == []
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
    assert len(redeems(fake)) == 1
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
    assert failures(fake) == [(order["positions"][0]["secret"], "invalid")]


def test_a_code_renewed_there_is_told_with_the_new_one(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = next(iter(fake.orders.values()))
    evening.admitted(order["positions"][0]["secret"])
    order["positions"][0]["secret"] = "a-newer-code-of-26-letters"
    fake.touch(order)
    report = laptop.sync()
    assert (report.sent, report.given_up, len(fake.check_ins())) == (1, 0, 1)


def test_a_refused_scan_is_told_once(evening: Evening, laptop: Laptop, fake: FakePretix) -> None:
    fake.fails("/failed_checkins/", lost)
    evening.refused("nobody\x00has this ")
    evening.admitted(laptop.guest("Anna"))
    evening.refused(laptop.guest("Anna"))
    laptop.sync()
    laptop.sync_later()
    secret = laptop.guest("Anna").secret
    assert failures(fake) == [("nobodyhas this", "invalid"), (secret, "already_redeemed")]


def test_a_refusal_that_a_payment_answered_is_not_told(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Pays", "Never Pays", status="n")
    laptop.sync()
    refused = evening.refused(laptop.guest("Pays"))
    evening.refused(laptop.guest("Never Pays"))
    evening.admitted(laptop.guest("Pays"), follows_nonce=refused.nonce, payment=CASH)
    laptop.sync_later()
    assert [reason for _, reason in failures(fake)] == ["unpaid"]
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
    assert failures(fake) == []
    evening.refused(laptop.guest("Pays"))
    assert laptop.sync().waiting == 1
    assert laptop.sync_later(minutes=6).waiting == 0
    assert [reason for _, reason in failures(fake)] == ["already_redeemed"]


def test_an_exit_of_nobody_inside_is_told_in_words_that_pretix_takes(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    assert evening.reason(laptop.guest("Anna"), direction=Direction.EXIT) is Reason.NOT_INSIDE
    laptop.sync()
    assert [reason for _, reason in failures(fake)] == ["error"]


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
    assert [reason for _, reason in failures(fake)] == ["canceled"]


def printed(evening: Evening) -> None:
    for one in waiting_badges(evening.file):
        take_badge(evening.file, one.id, "folder", evening.clock())
        note_badge(evening.file, one.id, PrintState.SENT, evening.clock())


@pytest.mark.parametrize("faults", [[], [lost], [lost, lost], [stumbles, lost]])
def test_a_badge_print_is_logged_once_however_often_its_answer_is_lost(
    evening: Evening, laptop: Laptop, fake: FakePretix, faults: list[Any]
) -> None:
    evening.admitted(laptop.guest("Anna"))
    printed(evening)
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
    printed(evening)

    def dies(request: httpx.Request, act: Any) -> httpx.Response:
        fake.keys[request.headers["X-Idempotency-Key"]] = None
        raise httpx.ReadError("killed", request=request)

    fake.fails("/printlog/", dies)
    for _ in range(3):
        report = laptop.sync_later()
    logs = next(iter(fake.orders.values()))["positions"][0]["print_logs"]
    assert (len(logs), report.waiting, report.given_up) == (1, 0, 0)


def walk_in(evening: Evening, name: str = "Walk Ín", **more: Any) -> Any:
    more = {"product": "Basic", "countries": ("XK",)} | more
    guest = add_walk_in(
        evening.file, WalkIn(name, **more), nonce=evening.nonce(), at=evening.clock.now
    )
    return guest, evening.admitted(guest, payment=CASH)


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
    (told,) = redeems(fake)
    assert told["secret"] == laptop.guest("Anna").secret
    assert len(fake.orders) == 1


def test_guests_of_another_list_are_none_of_pretix_s_business(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.admitted(evening.guest("From Elsewhere"))
    report = laptop.sync()
    assert (redeems(fake), report.waiting, report.given_up) == ([], 0, 0)


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
    assert len(redeems(fake)) == 1


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


def says(status: int, body: object) -> Any:
    return lambda request, act: httpx.Response(status, json=body)


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
