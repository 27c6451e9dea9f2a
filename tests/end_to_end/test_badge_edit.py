"""Changing at the door what a badge says, with the badge in sight."""

from PySide6.QtCore import Qt

from tests.end_to_end.venue import Venue, load_list

KEY = Qt.Key
LONG = (
    "Dr. María Fernanda de la Concepción Rodríguez y Villanueva Fernández-Echeverría Álvarez "
    "de los Monteros del Castillo"
)


def open_edit(door: Venue, name: str) -> None:
    door.find(name)
    door.ctrl(KEY.Key_E)
    door.qtbot.waitUntil(lambda: not door.window.edit.preview.view.image.isNull())


def test_a_name_too_small_to_read_is_shortened_by_one_key(door: Venue) -> None:
    door.asks(lambda file: load_list(file, f"Name,Nationality\n{LONG},Spain\n"))
    door.desk.follow()
    door.settle()
    open_edit(door, "maria")
    preview = door.window.edit.preview
    door.qtbot.waitUntil(lambda: bool(preview.view.shorter))
    assert preview.view.warning.startswith("This name would be set in ")
    door.ctrl(KEY.Key_K)
    assert door.window.edit.badge_name.text() == "María del Castillo"
    door.qtbot.waitUntil(lambda: not preview.view.warning)
    door.enter()
    assert door.state(LONG).guest.badge_name == "María del Castillo"


def test_the_badge_in_sight_follows_what_is_typed(door: Venue) -> None:
    open_edit(door, "zoya")
    before = door.window.edit.preview.view.image
    door.type("Zo")
    door.qtbot.waitUntil(lambda: door.window.edit.preview.view.image != before)
    assert not door.window.edit.preview.view.warning


def test_languages_and_what_to_ask_about_are_entered_at_the_door(door: Venue) -> None:
    open_edit(door, "zoya")
    edit = door.window.edit
    edit.speaks.setText("Russian, english and whale")
    edit.ask_about.setText("  old   synthesisers ")
    door.qtbot.waitUntil(lambda: "whale" in edit.preview.view.warning)
    door.enter()
    guest = door.state("Zoya Vinogradova").guest
    assert (guest.speaks, guest.ask_about) == (("ru", "en"), "old synthesisers")
    open_edit(door, "zoya")
    assert (edit.speaks.text(), edit.ask_about.text()) == ("ru en", "old synthesisers")


def test_without_the_form_the_key_shortens_nothing(door: Venue) -> None:
    door.find("zoya")
    door.ctrl(KEY.Key_K)
    assert door.state("Zoya Vinogradova").guest.badge_name == ""
