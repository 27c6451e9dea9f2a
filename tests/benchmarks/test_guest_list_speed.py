"""A list to guests: 300 rows ≤ 0.3 s also the first time, 100,000 rows of CSV ≤ 4 s.

Run apart: ``pytest tests/benchmarks/test_guest_list_speed.py -s``.
"""

import io
import subprocess
import sys
import time

import pytest
import xlsxwriter

from data.guestlist.read import read_bytes

FIRST = ["Zoya", "Eric", "Jochen", "Дмитрий", "Hồng", "Anna", "Łukasz", "José", "Müller", "伟"]
LAST = [
    "Vinogradova",
    "Schäfer",
    "Ёлкин",
    "Nguyễn",
    "Śliwiński",
    "García",
    "Lee",
    "Петров",
    "Smith",
    "O'Neil",
]
WORDS = "Russia,Germany,Deutschland,россиянка,FR,Vietnam,Polska,Atlantis,Georgia,GB"
COUNTRIES = list(WORDS.split(","))
HEADER = (
    "Name,Nationality,Email,Company,Product,Ticket secret,Status,Paid,Plus one,Language,Note,ID"
)


def rows(count: int) -> list[str]:
    """So many invented guests, one line each, a tenth of them with a problem."""
    lines = [HEADER]
    for n in range(count):
        name = f"{FIRST[n % 10]} {LAST[n // 10 % 10]} {n}"
        status = "declined" if n % 9 == 0 else "approved"
        lines.append(
            f"{name},{COUNTRIES[n * 7 % 10]},g{n}@example.org,Firm {n % 50},Basic,s{n:08},"
            f"{status},{'yes' if n % 2 else 'no'},{n % 3},en,note {n},{n}"
        )
    return lines


@pytest.mark.parametrize(("count", "limit_s"), [(300, 0.3), (5_000, 0.5), (100_000, 4.0)])
def test_a_csv_is_read_in_time(count: int, limit_s: float) -> None:
    data = "\n".join(rows(count)).encode()
    begun = time.perf_counter()
    found = read_bytes(data)
    took = time.perf_counter() - begun
    print(f"CSV, {count:,} rows: {took:.3f} s, {len(found.problems):,} problems")  # noqa: T201
    assert len(found.guests) == count
    assert took <= limit_s


@pytest.mark.parametrize(("count", "limit_s"), [(300, 0.3), (100_000, 8.0)])
def test_a_workbook_is_read_in_time(count: int, limit_s: float) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for index, line in enumerate(rows(count)):
            sheet.write_row(index, 0, line.split(","))
    begun = time.perf_counter()
    found = read_bytes(target.getvalue())
    took = time.perf_counter() - begun
    print(f"XLSX, {count:,} rows: {took:.3f} s")  # noqa: T201
    assert len(found.guests) == count
    assert took <= limit_s


def test_the_first_list_of_a_fresh_process_is_read_in_time() -> None:
    """Countries, words and patterns are read from their tables on the way."""
    script = (
        "import sys, time; from data.guestlist.read import read_bytes;"
        "data = sys.stdin.buffer.read();"
        "begun = time.perf_counter(); read_bytes(data); print(time.perf_counter() - begun)"
    )
    data = "\n".join(rows(300)).encode()
    done = subprocess.run(
        [sys.executable, "-c", script], input=data, capture_output=True, check=True
    )
    took = float(done.stdout)
    print(f"CSV, 300 rows, fresh process: {took:.3f} s")  # noqa: T201
    assert took <= 0.3
