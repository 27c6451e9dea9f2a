from dataclasses import replace

import pytest

from data.sync.ledger.preflight import Preflight
from kiosk.preflight_words import preflight_words
from kiosk.words import ENGLISH, words_for
from tests.data.evening import INFO

FOUND = Preflight("10.0.0.2:5433", "18.6", INFO, 12, False, 3.2, 0.3, hints=True, pooled=False)


def said(**changes: object) -> str:
    return " ".join(preflight_words(replace(FOUND, **changes), ENGLISH))  # type: ignore[arg-type]


def test_how_far_the_clocks_are_apart_is_always_told() -> None:
    assert "agree within a second" in said()
    assert "3 seconds apart" in said(clock_seconds=2.6)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (6.2, "6 seconds slow"),
        (-90.0, "2 minutes fast"),
        (7_200.0, "2 hours slow"),
        (-86_400.0, "1 day fast"),
    ],
)
def test_a_clock_that_is_wrong_is_told_with_what_to_do(seconds: float, told: str) -> None:
    sentence = said(clock_seconds=seconds)
    assert told in sentence
    assert "set it" in sentence


def test_a_wrong_clock_is_told_in_german_too() -> None:
    found = replace(FOUND, clock_seconds=7_200.0)
    assert "2 Stunden" in " ".join(preflight_words(found, words_for("de")))
