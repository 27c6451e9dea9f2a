"""What we say of a row that was given up, and what staff should know of a far end."""

from collections.abc import Mapping

from kiosk.clock_words import clock_words
from kiosk.ledger_sentences import LEDGER, LEDGER_NOTES, LEDGER_WHAT_TO_DO, LEDGER_WHY_GIVEN_UP
from kiosk.sync_sentences import AGAIN, AGAIN_AFTER, NOTES, SYNC, WHAT_TO_DO, WHY_GIVEN_UP
from kiosk.words import ENGLISH, Words


def given_up_words(
    code: str, values: Mapping[str, object], words: Words = ENGLISH
) -> tuple[str, str]:
    """Why one row never will arrive at its far end, and what to do."""
    return (
        _said(WHY_GIVEN_UP | LEDGER_WHY_GIVEN_UP, code, values, words),
        _said(WHAT_TO_DO | LEDGER_WHAT_TO_DO, code, values, words),
    )


def problem_words(
    code: str, values: Mapping[str, object], words: Words = ENGLISH, *, goes_on: bool = True
) -> str:
    """Why nothing works at a far end just now: the sentence of that SyncError.

    ``goes_on``: it is tried again without anybody doing anything.
    """
    said = _said(SYNC | LEDGER, code, values, words)
    return f"{said} {words.gettext(AGAIN)}" if goes_on and code in AGAIN_AFTER else said


def note_words(code: str, values: Mapping[str, object], words: Words = ENGLISH) -> str:
    """Something staff should know although everything goes on."""
    if code == "ledger_clock":
        return clock_words(float(str(values["seconds"])), words)
    return _said(NOTES | LEDGER_NOTES, code, values, words)


def _said(
    sentences: Mapping[str, str], code: str, values: Mapping[str, object], words: Words
) -> str:
    sentence = sentences.get(code)
    if sentence is None:
        return words.gettext("Pennant has no words for this yet ({code}).").format(code=code)
    return words.gettext(sentence).format_map(values)
