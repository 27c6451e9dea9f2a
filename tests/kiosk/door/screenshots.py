"""Pictures of every state of the door, to be looked at.

``python -m tests.kiosk.door.screenshots FOLDER [STATE …]`` draws each state in dark and light, at
1280 × 720, 1024 × 600 and 3840 × 2160.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.door.views import VerdictView
from kiosk.door.window import DoorWindow
from kiosk.look.look import Look, Theme
from kiosk.qt_start import window_application
from kiosk.words import ENGLISH
from tests.kiosk.door import evening_views as views

SIZES = ((1280, 720), (1024, 600), (3840, 2160))


def _found(window: DoorWindow) -> None:
    window.field.setText("zo")
    window.show_matches("zo", views.MATCHES)
    window.found.matches.step(1)


def _few(window: DoorWindow) -> None:
    window.field.setText("zo")
    window.show_matches("zo", views.MATCHES[:2])
    window.show_verdict(views.WELCOME)


def _nobody(window: DoorWindow) -> None:
    window.field.setText("xyz")
    window.show_matches("xyz", ())


def _payment(window: DoorWindow) -> None:
    window.ask_payment(views.PAYMENT)


def _payment_mixed(window: DoorWindow) -> None:
    window.ask_payment(views.PAYMENT)
    QTest.keyClicks(window.payment.cash, "50")
    window.parked.show_parked(views.PARKED)


def _payment_free(window: DoorWindow) -> None:
    window.ask_payment(views.PAYMENT)
    window.payment.choose(5)


def _force(window: DoorWindow) -> None:
    window.ask_force(views.FORCE)


def _walk_in(window: DoorWindow) -> None:
    window.open_walk_in("Dmitry Sokolov", views.PRODUCTS, "Basic")
    window.walk_in.show_similar("Dmitry Sokolov", views.MATCHES[2:4])
    QTest.keyClicks(window.walk_in.country.edit, "ge")


def _walk_in_similar(window: DoorWindow) -> None:
    window.open_walk_in("Dmitry Sokolow", views.PRODUCTS, "Basic")
    window.walk_in.show_similar("Dmitry Sokolow", views.MATCHES[2:4])
    window.walk_in.similar.step(1)


def _held(window: DoorWindow) -> None:
    window.show_verdict(views.WELCOME)
    undo = window.feed.cards()[0].undo
    undo.setFocus()
    QTest.mousePress(undo, Qt.MouseButton.LeftButton)
    QTest.qWait(250)


def _walk_in_chosen(window: DoorWindow) -> None:
    window.open_walk_in("Ama Owusu", views.PRODUCTS, "Basic")
    window.walk_in.country.choose([views.COUNTRIES[3], views.COUNTRIES[2]])
    window.walk_in.product.setFocus()


def _edit(window: DoorWindow) -> None:
    window.open_edit(views.EDIT, [views.COUNTRIES[4]], views.PRODUCTS)


def _trouble(window: DoorWindow) -> None:
    window.status.show_status(views.TROUBLED)
    window.parked.show_parked(views.PARKED)
    _found(window)
    window.show_verdict(views.VERDICTS["admitted-long"])


def _double(window: DoorWindow) -> None:
    window.parked.show_parked(views.PARKED)
    window.doubled.show_doubles([views.DOUBLE, views.DOUBLE])
    window.ask_double(views.DOUBLE)


def _badge_double(window: DoorWindow) -> None:
    window.doubled.show_doubles([views.BADGE_DOUBLE, views.DOUBLE])
    window.ask_double(views.BADGE_DOUBLE)


def _edit_parting(window: DoorWindow) -> None:
    _edit(window)
    window.edit.offer_parting("w1", "Dmitry Sokolof")


def _menu(window: DoorWindow) -> None:
    window.menu.open_below(window.status.menu)


def _verdict(view: VerdictView, window: DoorWindow) -> None:
    window.show_verdict(view)


def states() -> dict[str, Callable[[DoorWindow], None]]:
    """Every state by name."""
    found: dict[str, Callable[[DoorWindow], None]] = {
        "start": lambda window: None,
        "matches": _found,
        "few": _few,
        "nobody": _nobody,
        "payment": _payment,
        "payment-mixed": _payment_mixed,
        "payment-free": _payment_free,
        "force": _force,
        "walk-in": _walk_in,
        "walk-in-similar": _walk_in_similar,
        "held": _held,
        "walk-in-chosen": _walk_in_chosen,
        "edit": _edit,
        "trouble": _trouble,
        "edit-parting": _edit_parting,
        "double": _double,
        "badge-double": _badge_double,
        "menu": _menu,
    }
    for name, view in views.VERDICTS.items():
        found[f"verdict-{name}"] = partial(_verdict, view)
    return found


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    app = window_application(["pennant"])
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(arguments[1:])
    for name, arrange in states().items():
        if wanted and name not in wanted:
            continue
        for theme in (Theme.DARK, Theme.LIGHT):
            for width, height in SIZES:
                window = DoorWindow(Look(theme), ENGLISH, views.find_countries)
                window.resize(width, height)
                window.show()
                window.activateWindow()
                window.status.show_status(views.STATUS)
                window.evening.show_evening(views.EVENING)
                window.feed.show_feed(views.FEED)
                arrange(window)
                app.processEvents()
                app.processEvents()
                shot = window.grab()
                if window.menu.isVisible():
                    shot = window.menu.grab()
                shot.save(str(folder / f"{name}-{theme}-{width}.png"))
                window.close()
                window.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
