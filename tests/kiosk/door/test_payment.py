import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.guests import Force, ForceReason, Payment, PaymentMethod, PaymentPart
from kiosk.door.force import ForcePanel
from kiosk.door.payment import PaymentPanel
from kiosk.door.views import PaymentView
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.door.evening_views import FORCE, PAYMENT
from tests.kiosk.door.keys import ENTER, press, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen


@pytest.fixture
def panel(qtbot: QtBot) -> PaymentPanel:
    panel = PaymentPanel(Look(Theme.DARK), ENGLISH)
    qtbot.addWidget(panel)
    panel.resize(560, 480)
    panel.show_payment(PAYMENT)
    panel.show()
    return panel


def _paid(panel: PaymentPanel) -> list[Payment]:
    payments: list[Payment] = []
    panel.paid.connect(payments.append)
    return payments


@pytest.mark.parametrize(
    ("number", "method"),
    [(1, PaymentMethod.CASH), (2, PaymentMethod.CARD), (4, PaymentMethod.TRANSFER)],
)
def test_one_key_takes_the_whole(panel: PaymentPanel, number: int, method: PaymentMethod) -> None:
    payments = _paid(panel)
    panel.choose(number)
    assert payments == [Payment.whole(method)]


def test_enter_never_takes_a_payment(panel: PaymentPanel) -> None:
    payments = _paid(panel)
    at_ms = type_text(panel.cash, "20", 1000, 200)
    press(panel.cash, ENTER, at_ms, "\r")
    QTest.keyClick(panel, ENTER)
    assert payments == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("50", "Give back €30"),
        ("20", "Exactly right"),
        ("12,50", "€7.50 left for the card"),
        ("-", "Type an amount"),
    ],
)
def test_the_change_to_give_back_is_computed(panel: PaymentPanel, typed: str, said: str) -> None:
    QTest.keyClicks(panel.cash, typed)
    assert panel.answer.text() == said


def test_a_mix_of_both_leaves_the_rest_to_the_card(panel: PaymentPanel) -> None:
    payments = _paid(panel)
    QTest.keyClicks(panel.cash, "12.50")
    panel.choose(3)
    parts = (PaymentPart(PaymentMethod.CASH, 1250), PaymentPart(PaymentMethod.CARD))
    assert payments == [Payment(parts)]
    assert payments[0].split(PAYMENT.due_minor) is not None


def test_cash_that_is_too_little_is_not_taken_for_the_whole(panel: PaymentPanel) -> None:
    payments = _paid(panel)
    QTest.keyClicks(panel.cash, "5")
    panel.choose(1)
    assert payments == []


def test_both_without_an_amount_asks_for_it(panel: PaymentPanel) -> None:
    payments = _paid(panel)
    panel.choose(3)
    assert payments == []
    assert panel.answer.text() == "How much in cash?"


def test_free_wants_a_reason(panel: PaymentPanel) -> None:
    payments = _paid(panel)
    panel.choose(5)
    at_ms = 1000
    press(panel.cash, ENTER, at_ms, "\r")
    assert payments == []
    at_ms = type_text(panel.cash, "Host's friend", at_ms, 120)
    press(panel.cash, ENTER, at_ms + 100, "\r")
    assert payments == [Payment.whole(PaymentMethod.FREE, "Host's friend")]


def test_the_party_is_stepped_within_what_is_allowed(panel: PaymentPanel) -> None:
    asked: list[int] = []
    panel.party_changed.connect(asked.append)
    panel.step(1)
    panel.step(-1)
    panel.show_payment(PaymentView("n9", "Krzysztof", 1000, "EUR", entering=1, most=1))
    panel.step(1)
    panel.step(-1)
    assert asked == [3, 1]


def test_what_was_typed_stays_for_the_same_guest_only(panel: PaymentPanel) -> None:
    QTest.keyClicks(panel.cash, "50")
    panel.show_payment(PaymentView("n9", "Krzysztof", 3000, "EUR", entering=3, most=3))
    assert panel.answer.text() == "Give back €20"
    panel.show_payment(PaymentView("n10", "Ana", 1000, "EUR"))
    assert panel.cash.text() == ""


def test_four_reasons_are_on_keys_and_any_other_is_typed(qtbot: QtBot) -> None:
    panel = ForcePanel(Look(Theme.DARK), ENGLISH)
    qtbot.addWidget(panel)
    panel.show_force(FORCE)
    forces: list[Force] = []
    panel.forced.connect(forces.append)
    for number in (1, 2, 3, 4):
        panel.choose(number)
    at_ms = type_text(panel.text, "Knows the DJ", 1000, 120)
    press(panel.text, ENTER, at_ms, "\r")
    assert [force.reason for force in forces] == [
        ForceReason.KNOWN,
        ForceReason.CONFIRMATION_SHOWN,
        ForceReason.LIST_WRONG,
        ForceReason.HOST_DECIDED,
        ForceReason.OTHER,
    ]
    assert forces[-1].text == "Knows the DJ"


def test_a_reason_without_words_is_none(qtbot: QtBot) -> None:
    panel = ForcePanel(Look(Theme.DARK), ENGLISH)
    qtbot.addWidget(panel)
    panel.show_force(FORCE)
    with qtbot.assertNotEmitted(panel.forced):
        press(panel.text, Qt.Key.Key_Return, 1000, "\r")
