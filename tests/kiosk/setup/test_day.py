from datetime import date

import pytest

from kiosk.setup.day import day_words, next_day, read_day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2026-11-28", "en"),
        ("28/11/2026", "en"),
        ("28.11.2026", "de"),
        ("28.11.26", "de"),
        ("28.11.2026", "ru"),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(text: str, language: str) -> None:
    assert read_day(text, language) == date(2026, 11, 28)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "31.02.2026", "28"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, "de") is None


def test_a_day_is_said_with_its_weekday() -> None:
    assert day_words(date(2026, 11, 28), "de") == "Samstag, 28. November 2026"
    assert "Saturday" in day_words(date(2026, 11, 28), "en")


def test_stepping_leaves_what_is_no_day_alone() -> None:
    assert next_day("soon", 1, "en") == "soon"
    assert next_day("2026-12-31", 1, "en") == "2027-01-01"
    assert next_day("9999-12-31", 1, "en") == "9999-12-31"
