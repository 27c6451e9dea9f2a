from pytestqt.qtbot import QtBot

from data.guests import EventInfo, Product
from data.store.products import all_products
from kiosk.desk import Desk
from kiosk.look.look import Look, Theme
from kiosk.setup.products import Products
from kiosk.words import ENGLISH


def _page(qtbot: QtBot, desk: Desk, *known: Product) -> Products:
    infos: list[EventInfo] = []
    desk.ask(lambda file: file.info, infos.append)
    qtbot.waitUntil(lambda: bool(infos))
    page = Products(Look(Theme.DARK), ENGLISH, desk, infos[0])
    page.show_products(known, infos[0])
    qtbot.addWidget(page)
    return page


def _kept(qtbot: QtBot, desk: Desk) -> dict[str, Product]:
    answers: list[list[Product]] = []
    desk.ask(lambda file: list(all_products(file)), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return {product.name: product for product in answers[0]}


def test_a_price_is_typed_as_people_write_it_and_kept(qtbot: QtBot, desk: Desk) -> None:
    page = _page(qtbot, desk, Product("Basic"), Product("Press"))
    basic, press = page.rows
    basic.price.setText("10,50")
    basic.hand_out.setText("Wristband")
    press.complimentary.setChecked(True)
    press.alert.setText("Fetch an ambassador")
    page.main.click()
    kept = _kept(qtbot, desk)
    assert kept["Basic"] == Product("Basic", 1050, hand_out="Wristband")
    assert kept["Press"] == Product("Press", complimentary=True, alert="Fetch an ambassador")


def test_what_is_no_amount_is_asked_for_and_nothing_is_saved(qtbot: QtBot, desk: Desk) -> None:
    page = _page(qtbot, desk, Product("Basic"))
    page.rows[0].price.setText("ten")
    page.main.click()
    assert page.message.text() == "Basic: type an amount such as 10, or leave it empty."
    assert _kept(qtbot, desk) == {}


def test_a_product_can_be_added_and_given_to_walk_ins(qtbot: QtBot, desk: Desk) -> None:
    page = _page(qtbot, desk)
    page.add.click()
    page.rows[0].name.setText("Walk-in")
    page.rows[0].price.setText("15")
    page.walk_in.show_key("Walk-in")
    with qtbot.waitSignal(desk.info_changed) as told:
        page.main.click()
    assert told.args[0].walk_in_product == "Walk-in"
    assert _kept(qtbot, desk)["Walk-in"].price_minor == 1500


def test_a_row_left_blank_is_no_product(qtbot: QtBot, desk: Desk) -> None:
    page = _page(qtbot, desk)
    page.add.click()
    with qtbot.waitSignal(page.saved):
        page.main.click()
    assert _kept(qtbot, desk) == {}
