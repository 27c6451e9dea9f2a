"""Every error that the program can raise has its sentence, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import badges.errors
import data.errors
import kiosk.printing.errors
from data.guestlist.listing import ProblemCode, RowProblem
from kiosk.error_words import error_words, warning_words
from kiosk.problem_words import problem_words
from kiosk.settings import SettingsWarning
from kiosk.words import LANGUAGES, words_for

ROOT = Path(__file__).parents[2]
Known = data.errors.DataError | badges.errors.BadgeError | kiosk.printing.errors.PrintError
ERRORS: dict[str, type[Known]] = {
    name: kind
    for module in (data.errors, badges.errors, kiosk.printing.errors)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Known)
}


def codes_in(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The strings that an expression can become, by the assignments in its function."""
    keys = {id(k) for d in ast.walk(node) if isinstance(d, ast.Dict) for k in d.keys if k}
    tests = {id(t.test) for t in ast.walk(node) if isinstance(t, ast.IfExp)}
    for part in ast.walk(node):
        if id(part) in keys | tests:
            continue
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name):
            for other in ast.walk(function):
                if isinstance(other, ast.Assign) and any(
                    isinstance(t, ast.Name) and t.id == part.id for t in other.targets
                ):
                    yield from codes_in(other.value, function)


def raised() -> Iterator[tuple[str, str, frozenset[str], str]]:
    """Every error made anywhere: class, code, names of its values, and where."""
    for room in ("data", "badges", "kiosk"):
        for file in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(file.read_text("utf-8"))
            functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
            for function in functions:
                for call in ast.walk(function):
                    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
                        continue
                    if call.func.id not in ERRORS or not call.args:
                        continue
                    values = frozenset(k.arg for k in call.keywords if k.arg)
                    where = f"{file.relative_to(ROOT)}:{call.lineno}"
                    codes = set(codes_in(call.args[0], function))
                    assert codes, f"{where}: no code can be read here"
                    for code in codes:
                        yield call.func.id, code, values, where


RAISED = sorted(set(raised()), key=repr)


def test_the_errors_are_found() -> None:
    codes = {code for _, code, _, _ in RAISED}
    assert {"missing", "read_only", "disk_full", "locked", "damaged", "exists"} <= codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language: str) -> None:
    wordless = []
    for name, code, values, where in RAISED:
        error = ERRORS[name](code, **dict.fromkeys(values, "x"))
        text = error_words(error, words_for(language))
        english = error_words(error)
        if "no words" in english or "…" in text or (language != "en" and text == english):
            wordless.append(f"{where} {name} {code}: {text}")
    assert wordless == []


def test_an_error_without_words_is_told_all_the_same() -> None:
    said = error_words(data.errors.StoreError("quite_new"))
    assert "quite_new" in said
    assert "safe" in said
    assert "The event file … is damaged" in error_words(data.errors.StoreDamaged("damaged"))


def test_the_file_is_named() -> None:
    error = data.errors.StoreTooNew("too_new", file="moscow.pennant", version=9)
    assert error_words(error).startswith("moscow.pennant was written by a newer Pennant.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["unreadable", "wrong_value", "unknown_key", "not_saved"])
def test_every_settings_warning_has_its_line(code: str, language: str) -> None:
    values = {"file": "settings.toml", "key": "theme", "value": "purple", "why": "disk full"}
    line = warning_words(SettingsWarning(code, values), words_for(language))
    assert "settings.toml" in line
    assert not [name for _, name, _, _ in Formatter().parse(line) if name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_of_a_row_has_its_line(code: ProblemCode, language: str) -> None:
    problem = RowProblem(3, "Country", code, "Atlantis {x}")
    line = problem_words(problem, words_for(language))
    assert line
    assert "{value}" not in line
    assert language == "en" or line != problem_words(problem)
