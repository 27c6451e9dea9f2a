"""Whatever a far end says has its sentence, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import SyncError
from kiosk.error_words import error_words
from kiosk.ledger_sentences import LEDGER
from kiosk.sync_sentences import SYNC
from kiosk.sync_words import given_up_words, note_words, problem_words
from kiosk.words import LANGUAGES, words_for

ROOT = Path(__file__).parents[2] / "data" / "sync"


class _Anything(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "x"


def made(name: str, place: int) -> Iterator[str]:
    """The codes with which a GivenUp or a Note is made anywhere."""
    for file in (ROOT / "pretix").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                code = node.args[place]
                assert isinstance(code, ast.Constant), f"{file.name}:{node.lineno}"
                yield str(code.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_given_up_has_its_reason_and_what_to_do(language: str) -> None:
    codes = set(made("GivenUp", 1))
    assert len(codes) > 8
    for code in codes:
        for text in given_up_words(code, _Anything(), words_for(language)):
            assert code not in text, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_its_sentence(language: str) -> None:
    codes = set(made("Note", 0))
    assert codes == {"list_renamed", "other_version", "clock_wrong"}
    for code in codes:
        assert code not in note_words(code, _Anything(), words_for(language))


def test_another_try_is_promised_only_where_there_is_one() -> None:
    promised = problem_words("ledger_unreachable", {"host": "x"})
    at_set_up = problem_words("ledger_unreachable", {"host": "x"}, goes_on=False)
    assert promised == f"{at_set_up} Pennant tries again by itself."
    assert error_words(SyncError("ledger_unreachable", host="x")) == at_set_up
    for code, sentence in (SYNC | LEDGER).items():
        assert "by itself" not in sentence, code
