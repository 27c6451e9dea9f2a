from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from data.admission import check_in
from data.attendance import counts
from data.guests import Admitted, Payment, PaymentMethod, Reason, Refused
from kiosk.look.palette import Tone
from tests.end_to_end.venue import CTRL, Venue, scan_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key
ERIC = "eric2345abcdefgh"


def takings(door: Venue) -> dict[str, int]:
    found = door.asks(
        lambda file: file.connection.execute(
            """SELECT method, sum(amount_minor) FROM payment WHERE annulled_by IS NULL
               GROUP BY method"""
        ).fetchall()
    )
    return dict(found)


@pytest.mark.parametrize(
    ("key", "method"),
    [
        (KEY.Key_1, PaymentMethod.CASH),
        (KEY.Key_2, PaymentMethod.CARD),
        (KEY.Key_4, PaymentMethod.TRANSFER),
    ],
)
def test_one_key_takes_the_payment_and_lets_in(
    door: Venue, key: Qt.Key, method: PaymentMethod
) -> None:
    door.scan(ERIC)
    assert door.reason is Reason.UNPAID
    door.ctrl(key)
    assert isinstance(door.last, Admitted)
    assert takings(door) == {method.value: 1000}
    door.printed(1)


def test_enter_takes_no_payment(door: Venue) -> None:
    door.scan(ERIC)
    door.enter()
    door.window.payment.cash.setFocus()
    door.type("20")
    door.enter()
    assert takings(door) == {}
    assert not door.state("Eric 陈").arrived


def test_a_part_in_cash_and_the_rest_by_card(door: Venue) -> None:
    door.scan(ERIC)
    door.ctrl(KEY.Key_3)
    door.type("4")
    assert "€6" in door.window.payment.answer.text()
    door.ctrl(KEY.Key_3)
    assert takings(door) == {"cash": 400, "card": 600}


def test_the_change_is_told_and_only_what_was_due_is_taken(door: Venue) -> None:
    door.scan(ERIC)
    door.window.payment.cash.setFocus()
    door.type("50")
    assert "€40" in door.window.payment.answer.text()
    door.ctrl(KEY.Key_1)
    assert takings(door) == {"cash": 1000}


def test_free_wants_a_reason(door: Venue) -> None:
    door.scan(ERIC)
    door.ctrl(KEY.Key_5)
    door.enter()
    assert not door.state("Eric 陈").arrived
    door.type("DJ")
    door.enter()
    assert door.state("Eric 陈").arrived
    assert sum(takings(door).values()) == 0


def test_two_presses_take_one_payment(door: Venue) -> None:
    door.scan(ERIC)
    QTest.keyClick(door.app.shell, KEY.Key_1, CTRL)
    door.ctrl(KEY.Key_1)
    assert takings(door) == {"cash": 1000}
    assert door.state("Eric 陈").companions_in == 0


def test_more_people_make_it_dearer(door: Venue) -> None:
    door.scan(ERIC)
    assert door.window.payment.view.due_minor == 1000
    door.ctrl(KEY.Key_Up)
    assert door.window.payment.view.due_minor == 2000
    door.ctrl(KEY.Key_Up)
    assert door.window.payment.view.due_minor == 3000
    door.ctrl(KEY.Key_Down)
    door.ctrl(KEY.Key_2)
    assert takings(door) == {"card": 2000}
    assert door.state("Eric 陈").companions_in == 1


def test_the_next_scan_parks_whoever_pays_and_one_key_resumes(door: Venue) -> None:
    door.scan(ERIC)
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
    assert door.window.parked.isVisible()
    door.ctrl(KEY.Key_R)
    assert not door.window.parked.isVisible()
    door.ctrl(KEY.Key_1)
    assert door.state("Eric 陈").arrived


def test_the_key_resumes_whoever_was_parked_last(door: Venue) -> None:
    door.scan(ERIC)
    door.scan("annatwo5abcdefgh")
    door.scan("zoya2345abcdefgh")
    door.ctrl(KEY.Key_R)
    assert door.window.payment.view.first_name == "Anna"


def test_escape_puts_a_payment_off_and_undo_does_not_lose_it(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.scan(ERIC)
    door.ctrl(KEY.Key_Z)
    assert door.headline() == "Taken back"
    assert door.window.parked.isVisible()
    door.ctrl(KEY.Key_R)
    door.escape()
    door.escape()
    assert door.window.parked.isVisible()


def test_who_pays_at_another_desk_waits_here_no_more(door: Venue) -> None:
    door.scan("petra345abcdefgh")
    door.scan(ERIC)
    door.scan("zoya2345abcdefgh")
    first, again = (scan_of(ERIC, door.clock()) for _ in range(2))
    cash = Payment.whole(PaymentMethod.CASH)
    with door.elsewhere() as other:
        check_in(other, first)
        check_in(other, replace(again, follows_nonce=first.nonce, payment=cash))
        door.qtbot.waitUntil(lambda: not door.window.parked.isVisible())


def test_undo_of_a_paid_entry_says_what_to_give_back(door: Venue) -> None:
    door.scan(ERIC)
    door.ctrl(KEY.Key_1)
    door.ctrl(KEY.Key_Z)
    view = door.window.verdict.view
    assert view is not None
    assert view.reason == "Give back €10 in cash."
    assert takings(door) == {}


def test_who_signed_off_is_let_in_anyway_and_still_pays(door: Venue) -> None:
    door.scan("dmitry45abcdefgh")
    door.ctrl(KEY.Key_I)
    door.ctrl(KEY.Key_2)
    assert door.reason is Reason.UNPAID
    assert not door.state("Дмитрий Соколов").arrived
    door.ctrl(KEY.Key_1)
    assert isinstance(door.last, Admitted)
    assert door.last.forced == (Reason.CANCELED,)
    assert (door.headline(), door.tone()) == ("Welcome", Tone.ADMITTED)


def test_let_in_anyway_is_no_way_round_paying(door: Venue) -> None:
    door.scan(ERIC)
    door.ctrl(KEY.Key_I)
    door.ctrl(KEY.Key_4)
    assert takings(door) == {"transfer": 1000}


def test_the_hosts_later_scan_admits_and_charges_the_missing_companions(door: Venue) -> None:
    door.scan(ERIC)
    door.ctrl(KEY.Key_1)
    door.scan(ERIC)
    assert door.window.payment.view.due_minor == 2000
    door.ctrl(KEY.Key_2)
    assert door.state("Eric 陈").companions_in == 2
    assert takings(door) == {"cash": 1000, "card": 2000}


def test_a_companion_whom_the_list_does_not_know_comes_in_with_one_key(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.ctrl(Qt.Key.Key_G)
    door.ctrl(Qt.Key.Key_G)
    assert door.asks(counts).companions == 2
    door.printed(3)


def test_whoever_pays_may_bring_one_more_than_the_list_says(door: Venue) -> None:
    door.scan("annatwo5abcdefgh")
    door.ctrl(Qt.Key.Key_Up)
    assert isinstance(door.last, Refused)
    assert door.last.due_minor == 2000
    door.ctrl(Qt.Key.Key_1)
    assert door.asks(counts).companions == 1
