"""What is odd about a row of a guest list, and what Pennant made of it."""

from types import MappingProxyType

from data.guestlist.listing import ProblemCode, RowProblem
from kiosk.words import ENGLISH, Words, mark

_PROBLEMS = MappingProxyType(
    {
        ProblemCode.NO_NAME: mark("Neither a name nor a code; not loaded"),
        ProblemCode.NOT_A_NAME: mark("“{value}” is nobody's name; not loaded"),
        ProblemCode.ABOVE_HEADER: mark("Stands above the header; not loaded"),
        ProblemCode.REPEATED_HEADER: mark("The header once more; not loaded"),
        ProblemCode.UNKNOWN_COUNTRY: mark("“{value}” is no country known here; no flag"),
        ProblemCode.UNCERTAIN_COUNTRY: mark("“{value}” is a guess; please look at the flag"),
        ProblemCode.UNKNOWN_STATUS: mark("“{value}” is no status known here; expected"),
        ProblemCode.UNKNOWN_PAID: mark("“{value}” is neither yes nor no; not paid"),
        ProblemCode.UNKNOWN_AMOUNT: mark("“{value}” is no amount; the product's price counts"),
        ProblemCode.UNKNOWN_COMPANIONS: mark("“{value}” is no number; nobody besides"),
        ProblemCode.COMPANION_NAMED: mark("Companions by name: counted, and kept as a note"),
        ProblemCode.UNKNOWN_LANGUAGE: mark("“{value}” is no language known here; left out"),
        ProblemCode.UNKNOWN_YES_NO: mark("“{value}” is neither yes nor no; not on hold"),
        ProblemCode.UNKNOWN_TIME: mark("“{value}” is no time; this limit is left out"),
        ProblemCode.BAD_EMAIL: mark("This is no e-mail address; left out"),
        ProblemCode.NAME_TOO_LONG: mark("A very long name; shortened"),
        ProblemCode.TEXT_TOO_LONG: mark("A very long text; shortened or left out"),
        ProblemCode.UNPRINTABLE: mark(
            'No font here has {value}: pip install "pennant-kiosk[fonts]"'
        ),
        ProblemCode.UNREADABLE_CHARACTERS: mark("Some letters were lost; please look at the name"),
        ProblemCode.SAME_NAME: mark("The name of an earlier row, and nothing tells them apart"),
        ProblemCode.SAME_SECRET: mark("The ticket of an earlier row; please look at both"),
        ProblemCode.REST_OF_LINE: mark("The rest of the line, “{value}”, is kept as a note"),
        ProblemCode.EXTRA_CELLS: mark("More cells than columns; the rest is left out"),
        ProblemCode.UNCLOSED_QUOTE: mark("A quotation mark is never closed; taken as it stands"),
    }
)


def problem_words(problem: RowProblem, words: Words = ENGLISH) -> str:
    """One line for the preview and the report, without row and column."""
    return words.gettext(_PROBLEMS[problem.code]).format(value=problem.value)
