"""Names that the laptop at the door has no letters for."""

from PySide6.QtCore import Qt

from tests.end_to_end.venue import Venue, load_list

RARE = "\U0003134a"


def test_a_match_that_cannot_be_printed_whole_is_marked(door: Venue) -> None:
    matches = door.window.found.matches
    door.asks(lambda file: load_list(file, f"Name\nZoë {RARE} Kaplan\n"))
    door.desk.follow()
    door.settle()

    def marked() -> bool:
        door.find("kaplan")
        said = matches.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        return f"cannot be printed here: {RARE}" in said

    door.qtbot.waitUntil(marked, timeout=10_000)
    door.find("zoya")
    said = matches.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "printed" not in said
