"""Reading and comparing a list in a process of its own, so that a busy list starves no window.

The process imports no Qt. It answers requests until its end of the pipe closes; whoever asks ends
it to cancel. Lists and plans of 100,000 guests stay here: what goes through the pipe is what a
screen shows, and the rows to write in small bundles.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from data.errors import DataError, GuestListError, StoreError
from data.guestlist import Choice, Field, GuestList
from data.guestlist.limits import SAMPLE_ROWS
from data.guestlist.listing import ListedGuest, ProblemCode, RowProblem, Severity
from data.matching import GuestChange, LoadPlan
from data.store.comparing import compare_apart

MEMORY_LIMIT = 3 * 1024**3  # of addresses; a list of 100,000 guests needs a tenth
PROBLEMS_SHOWN = 1_000
ROWS_OF_LETTER = 20  # that are told where no font has it
BUNDLE = 100  # guests at once through the pipe: less than it holds, so that nobody waits


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One list to be read. ``content``: a path for kind "file", else "" and the text follows.

    ``remembered``: fingerprint of a header -> {field: index of its column}, used where ``choice``
    says nothing about columns. ``event``: the event file to compare with; None: don't.
    """

    kind: str
    content: str
    choice: Choice
    currency: str = "EUR"
    timezone: str = "UTC"
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    event: str | None = None


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a screen shows of a list that was read.

    ``found`` is the list without its guests and with the first problems only; ``guesses`` are
    the countries guessed in the rows of those problems, ``first`` the guests in the rows of its
    sample (None: a row that is no guest). ``plan`` has no rows: ``new`` and
    ``changed`` count them; None where it was compared with nothing. ``no_names``: no column of
    names is known yet, so the user has to point at one. ``letters``: those of the names that a
    font may lack, with the first rows that have them.
    """

    found: GuestList
    guests: int
    skipped: int = 0
    noted: int = 0
    kinds: Mapping[ProblemCode, int] = field(default_factory=dict)
    guesses: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    guessed: int = 0
    first: tuple[ListedGuest | None, ...] = ()
    plan: LoadPlan | None = None
    new: int = 0
    changed: int = 0
    remembered: bool = False
    no_names: bool = False
    letters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progressed:
    """How many rows of how many are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A DataError on its way through the pipe."""

    family: str  # "list" or "store"
    code: str
    values: Mapping[str, object]

    def error(self) -> DataError:
        """The error as it was raised."""
        family = StoreError if self.family == "store" else GuestListError
        return family(self.code, **self.values)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some of the rows that loading would write; the last one is empty."""

    new: tuple[GuestChange, ...] = ()
    changed: tuple[GuestChange, ...] = ()


def answer_requests(pipe: Connection) -> None:
    """Serve one window: ``ReadRequest`` -> ``ListReading`` | ``Failed``, "rows" -> ``Bundle`` …"""
    _limit_memory()
    plan: LoadPlan | None = None
    try:
        while True:
            asked = pipe.recv()
            if isinstance(asked, ReadRequest):
                plan = None
                plan = _answer(pipe, asked)
            elif plan is not None:
                _send_rows(pipe, plan)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the window is gone


def _answer(pipe: Connection, request: ReadRequest) -> LoadPlan | None:
    text = pipe.recv_bytes().decode("utf-8", "replace") if request.kind != "file" else ""
    try:
        reading, guest_list = _read(pipe, request, text)
        plan = None
        if request.event is not None and not reading.no_names:
            plan = compare_apart(Path(request.event), guest_list.guests)
            reading = replace(
                reading,
                plan=replace(plan, new=(), changed=()),
                new=len(plan.new),
                changed=len(plan.changed),
            )
        pipe.send(reading)
        return plan
    except MemoryError:
        pipe.send(Failed("list", "out_of_memory", {}))
    except StoreError as error:
        pipe.send(Failed("store", error.code, dict(error.values)))
    except DataError as error:
        values = {name: v for name, v in error.values.items() if name != "preview"}
        pipe.send(Failed("list", error.code, values))
    return None


def _read(pipe: Connection, request: ReadRequest, text: str) -> tuple[ListReading, GuestList]:
    # In the child alone: the window, which knows this module too, starts without them.
    from data.guestlist.read import read_file, read_html, read_text

    def progress(done: int, total: int) -> None:
        pipe.send(Progressed(done, total))

    def once(choice: Choice) -> GuestList:
        known = (choice, request.currency, request.timezone, progress)
        match request.kind:
            case "file":
                return read_file(request.content, *known)
            case "html":
                return read_html(text, *known)
            case _:
                return read_text(text, *known)

    try:
        found, no_names = once(request.choice), False
    except GuestListError as error:
        preview = error.values.get("preview")
        if not isinstance(preview, GuestList):
            raise
        found, no_names = preview, True
    own = request.remembered.get(found.fingerprint) if found.fingerprint else None
    is_chosen = bool(request.choice.columns or request.choice.ignored)
    choice = None if is_chosen else with_columns(request.choice, own or {}, len(found.header))
    is_remembered = choice is not None
    if choice is not None:
        found, no_names = once(choice), False
    return _shown(found, is_remembered, no_names), found


def with_columns(choice: Choice, own: Mapping[str, str], width: int) -> Choice | None:
    """The choice with remembered columns; None where nothing sensible is remembered."""
    columns: dict[Field, str | int] = {}
    used: set[int] = set()
    for meaning, place in own.items():
        if meaning not in tuple(Field) or not place.isdigit() or int(place) >= width:
            return None
        columns[Field(meaning)] = int(place)
        used.add(int(place))
    if not columns:
        return None
    ignored = tuple(i for i in range(width) if i not in used)
    return replace(choice, columns=columns, ignored=ignored)


def _shown(found: GuestList, is_remembered: bool, no_names: bool) -> ListReading:
    # Who has to be told first: rows that are left out, then guesses, then the rest.
    problems = sorted(found.problems, key=weight)[:PROBLEMS_SHOWN]
    rows = {p.row for p in problems if p.code is ProblemCode.UNCERTAIN_COUNTRY}
    skipped = len({p.row for p in found.skipped})
    return ListReading(
        replace(found, guests=(), problems=tuple(problems)),
        len(found.guests),
        skipped,
        len(found.problems) - len(found.skipped),
        Counter(problem.code for problem in found.problems),
        {g.row: g.countries for g in found.guests if g.row in rows and g.countries_guessed},
        sum(guest.countries_guessed for guest in found.guests),
        _first(found),
        remembered=is_remembered,
        no_names=no_names,
        letters=_letters(found),
    )


def _letters(found: GuestList) -> dict[str, tuple[int, ...]]:
    rows: dict[str, list[int]] = {}
    for guest in found.guests:
        name = guest.badge_name or guest.name
        if name.isascii():
            continue
        for letter in set(name):
            seen = rows.setdefault(letter, [])
            if len(seen) < ROWS_OF_LETTER:
                seen.append(guest.row)
    return {letter: tuple(seen) for letter, seen in rows.items() if not letter.isascii()}


def _first(found: GuestList) -> tuple[ListedGuest | None, ...]:
    """Every row below the header that is not blank is a guest or has a problem, or both."""
    guests = {guest.row: guest for guest in found.guests[:SAMPLE_ROWS]}
    odd = {problem.row for problem in found.problems if problem.row > found.header_row}
    rows = sorted(guests.keys() | odd)[: len(found.sample)]
    return tuple(guests.get(row) for row in rows)


def weight(problem: RowProblem) -> tuple[int, int]:
    """Where a problem stands among the others: the least first."""
    if problem.severity is Severity.SKIPPED:
        return 0, problem.row
    return (1 if problem.code is ProblemCode.UNCERTAIN_COUNTRY else 2), problem.row


def _send_rows(pipe: Connection, plan: LoadPlan) -> None:
    for start in range(0, len(plan.new), BUNDLE):
        pipe.send(Bundle(new=plan.new[start : start + BUNDLE]))
    for start in range(0, len(plan.changed), BUNDLE):
        pipe.send(Bundle(changed=plan.changed[start : start + BUNDLE]))
    pipe.send(Bundle())


def _limit_memory() -> None:
    """Where the system lets us: a list made to swell ends this process and nothing else."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    if soft == resource.RLIM_INFINITY or soft > limit:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        except (ValueError, OSError):
            return  # macOS knows the limit and refuses it
