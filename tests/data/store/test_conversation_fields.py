from pathlib import Path

from data.attendance import guest_states
from data.editing import edit_guest
from data.export import export_attendance
from data.guestlist.read import read_file
from data.store.loads import compare, load
from data.store.schema import MIGRATIONS
from tests.data.evening import Evening, listed

BOTH = ("speaks", "ask_about")


def test_an_export_loaded_again_changes_neither(evening: Evening, tmp_path: Path) -> None:
    evening.load(listed("Zoya", secret="s1", speaks=("ru", "en"), ask_about="=SUM of all parts"))
    guest = guest_states(evening.file)[0].guest
    edit_guest(
        evening.file, guest.id, {"speaks": ("ru", "en", "zh")}, nonce="e", at=evening.clock.now
    )
    export_attendance(evening.file, tmp_path / "a.csv")
    again = read_file(tmp_path / "a.csv")
    assert (again.guests[0].speaks, again.guests[0].ask_about) == (
        ("ru", "en", "zh"),
        "=SUM of all parts",
    )
    plan = compare(evening.file, again.guests)
    assert (len(plan.new), len(plan.changed), plan.unchanged) == (0, 0, 1)


def test_what_was_edited_at_the_door_outlives_a_list(evening: Evening) -> None:
    evening.load(listed("Zoya", secret="s1", speaks=("ru",), ask_about="tea"))
    guest = guest_states(evening.file)[0].guest
    edit_guest(evening.file, guest.id, {"ask_about": "jazz"}, nonce="e", at=evening.clock.now)
    load(
        evening.file,
        compare(evening.file, [listed("Zoya", secret="s1", speaks=("ru", "en"), ask_about="tea")]),
    )
    guest = guest_states(evening.file)[0].guest
    assert (guest.speaks, guest.ask_about) == (("ru", "en"), "jazz")


def test_a_file_from_before_gets_both_columns(evening: Evening) -> None:
    evening.load(listed("Zoya", secret="s1"))
    connection = evening.file.connection
    for name in BOTH:
        connection.execute(f"ALTER TABLE guest DROP COLUMN {name}")
    step = next(step for step in MIGRATIONS if step.__name__ == "_conversation")
    step(connection)
    step(connection)  # a new file has the columns before the step comes to it
    guest = guest_states(evening.file)[0].guest
    assert (guest.name, guest.speaks, guest.ask_about) == ("Zoya", (), "")
    edit_guest(evening.file, guest.id, {"speaks": ("ru",)}, nonce="e", at=evening.clock.now)
    assert guest_states(evening.file)[0].guest.speaks == ("ru",)
