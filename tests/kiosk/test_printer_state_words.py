from datetime import UTC, datetime

import pytest

from kiosk.printer_state_words import condition_words, earlier_words
from kiosk.printing.policy import EarlierPrint, Outcome
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.words import ENGLISH, LANGUAGES, words_for

AT = datetime(2026, 11, 18, 17, 14, tzinfo=UTC)
WELL = (Condition.READY, Condition.BUSY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("condition", Condition)
def test_every_state_has_its_words_and_every_trouble_its_remedy(
    condition: Condition, language: str
) -> None:
    said = condition_words(PrinterStatus(condition, "ribbon out"), words_for(language))
    english = condition_words(PrinterStatus(condition, "ribbon out"), ENGLISH)
    assert said.title
    assert bool(said.what_to_do) is (condition not in WELL)
    assert language == "en" or said.title != english.title


def test_a_printer_that_tells_nothing_is_not_called_ready() -> None:
    assert condition_words(None, ENGLISH).title == "tells nothing"


def test_an_earlier_badge_is_named_by_when_and_where() -> None:
    sure = earlier_words(EarlierPrint(AT, "desk 2", Outcome.PRINTED), "Europe/Moscow", ENGLISH)
    assert sure == "Printed at 20:14 on desk 2."
    doubtful = earlier_words(EarlierPrint(AT, "desk 2", Outcome.UNSURE), "Europe/Moscow", ENGLISH)
    assert doubtful.startswith("May have been printed at 20:14 on desk 2.")
    sent = earlier_words(EarlierPrint(AT, "Office", Outcome.SENT), "Europe/Moscow", ENGLISH)
    assert sent == "Sent to Office at 20:14."
    by_hand = earlier_words(EarlierPrint(AT, "", Outcome.BY_HAND), "Europe/Moscow", ENGLISH)
    assert by_hand == "Written by hand at 20:14."
