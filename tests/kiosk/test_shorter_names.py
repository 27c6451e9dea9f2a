import pytest

from data.guests import Guest
from kiosk.shorter_names import shorter_names


@pytest.mark.parametrize(
    ("guest", "shorter"),
    [
        (
            Guest("1", "María Fernanda de la Concepción Rodríguez y Villanueva"),
            [
                "María de la Concepción Rodríguez y Villanueva",
                "María Villanueva",
                "María C.",
                "María",
            ],
        ),
        (
            Guest("1", "Dr. Anne-Sophie van der Westhuizen-Botha, Prof. h.c."),
            ["Anne-Sophie van der Westhuizen-Botha", "Anne-Sophie W.", "Anne-Sophie"],
        ),
        (
            Guest("1", "Z V", first_name="Zoya Maria", last_name="Vinogradova-Krylova"),
            [],  # no shorter than the name that is shown
        ),
        (
            Guest(
                "1",
                "Zoya Maria Vinogradova-Krylova",
                first_name="Zoya Maria",
                last_name="Vinogradova-Krylova",
            ),
            ["Zoya Vinogradova-Krylova", "Zoya V.", "Zoya"],
        ),
        (Guest("1", "Wolfeschlegelsteinhausenbergerdorff"), []),
        (Guest("1", "محمد الرحمن آل سعود"), ["محمد آل سعود", "محمد"]),
        (Guest("1", "Nguyễn Thị Minh Khai", countries=("VN",)), ["Minh Khai", "Khai"]),
        (Guest("1", "Wang Xiao Ming", countries=("CN",)), []),
        (Guest("1", ""), []),
    ],
)
def test_what_is_told_most_comes_first_and_nothing_is_made_up(
    guest: Guest, shorter: list[str]
) -> None:
    assert list(shorter_names(guest))[:4] == shorter
