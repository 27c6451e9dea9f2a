"""Which column means what: by the user's choice, a known export, the header, the content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.errors import GuestListError
from data.guestlist.clean import clean
from data.guestlist.content import CountryFinder, Profile, profile
from data.guestlist.fields import Choice, Field
from data.guestlist.header_patterns import PATTERNS
from data.guestlist.listing import Recognition
from data.guestlist.source import Source
from data.guestlist.sources import source_of
from data.guestlist.vocabulary import header_fields, header_group, header_key

_SAMPLE = 200  # rows by which content is judged


@dataclass
class Columns:
    """Where each field stands, being found out; ``found`` and ``how`` are the result."""

    header: tuple[str, ...]
    source: Source | None = None
    found: dict[Field, int] = field(default_factory=dict)
    how: dict[Field, Recognition] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)  # columns whose meaning is settled

    def put(self, meaning: Field, column: int, how: Recognition) -> None:
        """``column`` means ``meaning``, unless either is settled already."""
        if column not in self.taken and meaning not in self.found:
            self.taken.add(column)
            self.found[meaning] = column
            self.how[meaning] = how

    def move(self, old: Field, new: Field) -> None:
        """What was taken for ``old`` means ``new``."""
        self.found[new] = self.found.pop(old)
        self.how[new] = self.how.pop(old)

    @property
    def unrecognised(self) -> tuple[str, ...]:
        """Headers of the columns that mean nothing to us."""
        used = set(self.found.values())
        return tuple(h for i, h in enumerate(self.header) if i not in used and h.strip())


def recognise(
    header: Sequence[str], rows: Sequence[Sequence[str]], choice: Choice, find: CountryFinder
) -> Columns:
    """The meaning of each column. ``header`` is empty where there is none.

    Raises GuestListError ``no_such_column`` where the choice names one that is not there.
    """
    columns = Columns(tuple(clean(cell) for cell in header))
    keys = [header_key(cell) for cell in columns.header]
    width = max([len(keys), *(len(row) for row in rows[:_SAMPLE])], default=0)
    _by_choice(columns, choice, keys, width)
    columns.source = source_of(keys)
    if columns.source is not None:
        _by_source(columns, columns.source, keys)
    _by_header(columns, keys)
    _by_patterns(columns, keys)
    sample = _Sample(rows[:_SAMPLE], find)
    _country(columns, keys)
    if columns.source is None or not columns.source.marks:
        _settle_names(columns, sample)
        _settle_tickets(columns, sample)
    _settle_prices(columns, keys)
    _by_content(columns, sample, width)
    return columns


class _Sample:
    """The first rows, column by column; profiles are made when asked for."""

    def __init__(self, rows: Sequence[Sequence[str]], find: CountryFinder) -> None:
        self._rows = rows
        self._find = find
        self._profiles: dict[int, Profile] = {}

    def cells(self, column: int) -> list[str]:
        return [row[column] if column < len(row) else "" for row in self._rows]

    def profile(self, column: int) -> Profile:
        if column not in self._profiles:
            self._profiles[column] = profile(self.cells(column), self._find)
        return self._profiles[column]


def _by_choice(columns: Columns, choice: Choice, keys: Sequence[str], width: int) -> None:
    chosen = [(meaning, where) for meaning, where in choice.columns.items()]
    for meaning, where in [*chosen, *((Field.IGNORE, where) for where in choice.ignored)]:
        column = _place(where, columns.header, keys, width)
        if meaning is Field.IGNORE:
            columns.taken.add(column)
        else:
            # The same column may be chosen for two fields: a country that is both.
            columns.taken.add(column)
            columns.found[meaning] = column
            columns.how[meaning] = Recognition.CHOSEN


def _place(where: str | int, header: Sequence[str], keys: Sequence[str], width: int) -> int:
    if isinstance(where, int):
        if 0 <= where < width:
            return where
    elif where in header:
        return header.index(where)
    elif header_key(where) in keys:
        return keys.index(header_key(where))
    told = str(where + 1 if isinstance(where, int) else where)
    raise GuestListError("no_such_column", column=told, header=tuple(header))


def _by_source(columns: Columns, source: Source, keys: Sequence[str]) -> None:
    for meaning, headers in source.columns.items():
        for wanted in headers:
            if meaning not in columns.found and wanted in keys:
                columns.put(meaning, keys.index(wanted), Recognition.SOURCE)
    columns.taken.update(i for i, key in enumerate(keys) if key in source.others)


def _by_header(columns: Columns, keys: Sequence[str]) -> None:
    known = header_fields()
    ranked = sorted((known[key][1], i, known[key][0]) for i, key in enumerate(keys) if key in known)
    for _, column, meaning in ranked:
        columns.put(meaning, column, Recognition.HEADER)
    ignored = header_group("ignore") - header_group("price")
    columns.taken.update(i for i, key in enumerate(keys) if key in ignored)


def _by_patterns(columns: Columns, keys: Sequence[str]) -> None:
    plain = header_fields().keys() | header_group("country") | header_group("price")
    for column, key in enumerate(keys):
        if column in columns.taken or not key or key in plain:
            continue
        for meaning, pattern in PATTERNS:
            if pattern.search(key):
                if meaning is Field.IGNORE:
                    columns.taken.add(column)
                else:
                    columns.put(meaning, column, Recognition.HEADER)
                break


def _country(columns: Columns, keys: Sequence[str]) -> None:
    """A bare "Country" is an address where anything suggests one, else likely a nationality."""
    named = [i for i, key in enumerate(keys) if key in header_group("country")]
    is_address = (
        Field.NATIONALITY in columns.found
        or (columns.source is not None and columns.source.address)
        or any(key in header_group("address") for key in keys)
    )
    for column in named:
        if is_address:
            columns.put(Field.ADDRESS_COUNTRY, column, Recognition.HEADER)
        else:
            columns.put(Field.NATIONALITY, column, Recognition.LIKELY)
    columns.taken.update(named)


def _settle_names(columns: Columns, sample: _Sample) -> None:
    """ "Name" beside "Vorname" is the surname; a lone "Nombre" or "Имя" is the whole name."""
    found = columns.found
    has = [f in found for f in (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)]
    if has == [False, True, False]:
        columns.move(Field.FIRST_NAME, Field.NAME)
    elif has == [False, False, True] and not {Field.SURNAME_PREFIX, Field.SECOND_SURNAME} & set(
        found
    ):
        columns.move(Field.LAST_NAME, Field.NAME)
    elif has == [True, True, False] and not _contains(sample, columns, Field.FIRST_NAME):
        columns.move(Field.NAME, Field.LAST_NAME)
    elif has == [True, False, True] and not _contains(sample, columns, Field.LAST_NAME):
        columns.move(Field.NAME, Field.FIRST_NAME)


def _contains(sample: _Sample, columns: Columns, part: Field) -> bool:
    """Whether the names contain the part as a rule, so that they are whole names."""
    wholes = sample.cells(columns.found[Field.NAME])
    parts = sample.cells(columns.found[part])
    pairs = [
        (clean(whole).casefold(), clean(piece).casefold())
        for whole, piece in zip(wholes, parts, strict=True)
        if clean(whole) and clean(piece)
    ]
    return not pairs or 2 * sum(piece in whole for whole, piece in pairs) >= len(pairs)


def _settle_tickets(columns: Columns, sample: _Sample) -> None:
    """ "Ticket" is a kind of ticket, unless another code stands below it in every row."""
    product = columns.found.get(Field.PRODUCT)
    if product is None or Field.SECRET in columns.found:
        return
    seen = sample.profile(product)
    chosen = columns.how[Field.PRODUCT] is Recognition.CHOSEN
    if not chosen and seen.filled >= 2 and seen.code >= 0.9 and seen.unique >= 0.95:
        columns.move(Field.PRODUCT, Field.SECRET)


def _settle_prices(columns: Columns, keys: Sequence[str]) -> None:
    """A ticket's price is due only where the list says as well who has paid it."""
    prices = [i for i, key in enumerate(keys) if key in header_group("price")]
    due = columns.found.get(Field.DUE)
    says_paid = Field.PAID in columns.found or (
        columns.source is not None and columns.source.pending_is_unpaid
    )
    if due in prices and not says_paid and columns.how[Field.DUE] is not Recognition.CHOSEN:
        del columns.found[Field.DUE], columns.how[Field.DUE]
    elif due is None and says_paid and columns.source is None:
        for column in prices:
            columns.put(Field.DUE, column, Recognition.LIKELY)
    columns.taken.update(prices)


def _by_content(columns: Columns, sample: _Sample, width: int) -> None:
    put, found = columns.put, columns.found
    free = [i for i in range(width) if i not in columns.taken and sample.profile(i).filled]
    for column in free:
        seen = sample.profile(column)
        if seen.email >= 0.6:
            put(Field.EMAIL, column, Recognition.CONTENT)
        elif seen.plus >= 0.6:
            put(Field.COMPANIONS, column, Recognition.CONTENT)
        elif seen.country >= 0.6 and seen.filled >= 2:
            put(Field.NATIONALITY, column, Recognition.CONTENT)
        elif (
            seen.paid >= 0.8 and seen.yes_no < 0.5 and (seen.way < seen.paid or not columns.header)
        ):
            put(Field.PAID, column, Recognition.CONTENT)
        elif seen.status >= 0.8:
            put(Field.STATUS, column, Recognition.CONTENT)
        elif seen.yes_no >= 0.9 and seen.unique < 0.7 and not columns.header:
            put(Field.PAID, column, Recognition.CONTENT)
        elif seen.code >= 0.8 and seen.unique >= 0.95 and seen.filled >= 3 and not seen.number:
            put(Field.SECRET, column, Recognition.CONTENT)
    named = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME}
    if not named & found.keys():
        _names_by_content(columns, sample, [i for i in free if i not in columns.taken])
    if not named & found.keys() and width and len({*free, *found.values()}) == 1:
        # One column alone, under whatever header ("Guests"): the names.
        for meaning, column in list(found.items()):
            how = columns.how[meaning]
            if how is not Recognition.CHOSEN and sample.profile(column).name >= 0.6:
                columns.move(meaning, Field.NAME)
                columns.how[Field.NAME] = Recognition.LIKELY


def _names_by_content(columns: Columns, sample: _Sample, free: Sequence[int]) -> None:
    likely = [
        i
        for i in free
        if sample.profile(i).name >= 0.6
        and (sample.profile(i).unique >= 0.5 or sample.profile(i).filled <= 4)
    ]
    whole = [i for i in likely if sample.profile(i).full_name >= 0.5]
    if whole:
        best = max(whole, key=lambda i: (sample.profile(i).full_name >= 0.8, -i))
        columns.put(Field.NAME, best, Recognition.CONTENT)
    elif len(likely) >= 2:
        columns.put(Field.FIRST_NAME, likely[0], Recognition.CONTENT)
        columns.put(Field.LAST_NAME, likely[1], Recognition.CONTENT)
    elif likely:
        columns.put(Field.NAME, likely[0], Recognition.CONTENT)


def found_columns(columns: Columns) -> tuple[Mapping[Field, int], Mapping[Field, Recognition]]:
    """The result in the order of the fields."""
    order = [meaning for meaning in Field if meaning in columns.found]
    return {f: columns.found[f] for f in order}, {f: columns.how[f] for f in order}
