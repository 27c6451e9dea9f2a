import csv
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from data.countries import find_countries

COLUMNS = [
    "Name",
    "First name",
    "Last name",
    "Nationality",
    "Email",
    "Company",
    "Product",
    "Ticket secret",
    "Status",
    "Paid",
    "Plus-ones",
    "Language",
    "Note",
    "Speaks",
    "Ask me about",
]
PRETIX_ALPHABET = set("abcdefghjkmnpqrstuvwxyz23456789")


@pytest.fixture(scope="module")
def guests() -> list[dict[str, str]]:
    text = files("data").joinpath("demo", "guests.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def script_of(char: str) -> str:
    """The script of a letter, by the first word of its Unicode name."""
    return unicodedata.name(char, "?").split()[0]


def test_there_are_300_guests_with_names(guests: list[dict[str, str]]) -> None:
    assert len(guests) == 300
    for guest in guests:
        assert guest["Name"]
        assert guest["First name"]
        assert guest["First name"] in guest["Name"]
        assert guest["Last name"] in guest["Name"]


def test_names_stand_in_more_than_15_scripts(guests: list[dict[str, str]]) -> None:
    scripts = Counter(
        script
        for guest in guests
        for script in {script_of(char) for char in guest["Name"] if char.isalpha()}
    )
    assert len(scripts) >= 20, scripts
    assert {
        *("LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN", "ARABIC", "HEBREW", "DEVANAGARI"),
        *("BENGALI", "TAMIL", "THAI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ETHIOPIC"),
        *("KHMER", "MYANMAR", "SINHALA"),
    } <= set(scripts)


def test_guests_come_from_more_than_60_nations_some_from_two(
    guests: list[dict[str, str]],
) -> None:
    found = [find_countries(guest["Nationality"]) for guest in guests]
    assert all(guess.certain for guess in found)
    assert len({code for guess in found for code in guess.codes}) >= 100
    assert sum(len(guess.codes) == 2 for guess in found) >= 5
    assert sum(not guess.codes for guess in found) >= 1
    assert {"GB-ENG", "GB-SCT", "GB-WLS", "XK", "TW", "EU"} <= {
        code for guess in found for code in guess.codes
    }


def test_every_ticket_has_a_secret_of_its_own(guests: list[dict[str, str]]) -> None:
    secrets = [guest["Ticket secret"] for guest in guests]
    assert len(set(secrets)) == 300
    assert all(len(secret) == 16 and set(secret) <= PRETIX_ALPHABET for secret in secrets)


def test_nobody_has_a_real_address(guests: list[dict[str, str]]) -> None:
    addresses = [guest["Email"] for guest in guests if guest["Email"]]
    assert len(addresses) > 250
    assert len(set(addresses)) == len(addresses)
    domains = {address.partition("@")[2] for address in addresses}
    assert domains == {"example.org", "example.com", "example.net"}
    assert all(address.isascii() for address in addresses)


def test_products_payment_status_and_companions_are_all_there(
    guests: list[dict[str, str]],
) -> None:
    products = Counter(guest["Product"] for guest in guests)
    assert set(products) == {"Albatross", "Basic", "Press", "Volunteer"}
    assert min(products["Albatross"], products["Basic"]) >= 100
    statuses = Counter(guest["Status"] for guest in guests)
    assert set(statuses) == {"confirmed", "cancelled"}
    assert 15 <= statuses["cancelled"] <= 60
    paying = Counter(guest["Paid"] for guest in guests if guest["Product"] == "Basic")
    assert set(paying) == {"yes", "no"}
    assert {guest["Paid"] for guest in guests if guest["Product"] != "Basic"} == {""}
    assert {guest["Plus-ones"] for guest in guests} == {"", "1", "2", "3"}


def test_namesakes_can_be_told_apart(guests: list[dict[str, str]]) -> None:
    names = Counter(guest["Name"] for guest in guests)
    namesakes = [name for name, count in names.items() if count > 1]
    assert "María García" in namesakes
    for name in namesakes:
        same = [guest for guest in guests if guest["Name"] == name]
        told = {(guest["Nationality"], guest["Company"], guest["Email"]) for guest in same}
        assert len(told) == len(same)
    assert sum(guest["First name"] == "Zoya" for guest in guests) == 2


def test_hard_names_are_among_them(guests: list[dict[str, str]]) -> None:
    names = [guest["Name"] for guest in guests]
    assert max(map(len, names)) > 45
    assert any(not guest["Last name"] for guest in guests)
    assert any("-" in name for name in names)
    assert any(" van der " in name for name in names)
    both_ways = [
        name
        for name in names
        if {unicodedata.bidirectional(char) for char in name} & {"R", "AL"}
        and any("a" <= char.lower() <= "z" for char in name)
    ]
    assert both_ways
