import pytest

from data.guests import EventInfo, Guest
from kiosk.badge_for import badge_for, name_parts
from kiosk.words import ENGLISH

EVENT = EventInfo("e", "Moscow · November")


@pytest.mark.parametrize(
    ("guest", "parts"),
    [
        (Guest("1", "Zoya Vinogradova"), ("Zoya", "Vinogradova")),
        (Guest("1", "Дмитрий Соколов"), ("Дмитрий", "Соколов")),
        (Guest("1", "Z V", first_name="Zoya", last_name="Krylova"), ("Zoya", "Krylova")),
        (Guest("1", "Nguyễn Thị Hồng", countries=("VN",)), ("", "")),
        (Guest("1", "Wang Xiaoming", countries=("CN",)), ("", "")),
        (Guest("1", "Eric 陈"), ("", "")),
        (Guest("1", "Dr. Anna Weber"), ("", "")),
        (Guest("1", "Madonna"), ("", "")),
        (Guest("1", "Zoya Vinogradova", badge_name="DJ Zoy"), ("", "")),
    ],
)
def test_a_name_is_taken_apart_only_where_it_is_known_how(
    guest: Guest, parts: tuple[str, str]
) -> None:
    assert name_parts(guest) == parts


def test_a_companion_without_a_name_is_somebodys_guest() -> None:
    host = Guest("1", "Jochen Schäfer")
    badge = badge_for(Guest("2", "", host_id="1"), host, EVENT, ENGLISH)
    assert (badge.name, badge.first_name) == ("Guest of Jochen Schäfer", "")


def test_a_companion_with_a_name_bears_it_above_the_hosts() -> None:
    badge = badge_for(Guest("2", "Mia Weber", host_id="1"), Guest("1", "Jo"), EVENT, ENGLISH)
    assert (badge.first_name, badge.second_line) == ("Mia", "Guest of Jo")


def test_flag_company_and_event_are_on_the_badge() -> None:
    guest = Guest("1", "Zoya Krylova", countries=("RU", "DE"), company="Studio Ohm")
    badge = badge_for(guest, None, EVENT, ENGLISH)
    assert (badge.countries, badge.second_line) == (("RU", "DE"), "Studio Ohm")
    assert badge.event_name == "Moscow · November"
