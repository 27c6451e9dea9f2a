"""How long a scanned text takes to be understood; run apart: ``pytest tests/benchmarks``."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from data.tickets import new_code, read_code
from data.tickets.keyboards import type_on

MOST_SECONDS = 0.001
TEXTS = {
    "ours": new_code(),
    "ours on ru": type_on(new_code(), "ru"),
    "unknown": "kcejm77sx2euxejjbd593ncus4e5vpar",
    "signed": "=" + "aB3+/" * 40,
    "4 KB of letters": "x" * 4096,
    "4 KB of nothing": "\u200b" * 4096,
    "4 KB of JSON": "{" * 4096,
    "4 KB of address": ("https://a.example/" + "a1/" * 1400)[:4096],
    "1,000 of quotes": '"' * 1000,
    "1,000 of query": ("https://a.example/?" + "a=1&" * 300)[:1000],
    "300 of hyphens": "-" * 300,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_scanned_text_is_understood_within_a_millisecond(
    benchmark: BenchmarkFixture, name: str
) -> None:
    benchmark(read_code, TEXTS[name])
    assert benchmark.stats is not None
    assert benchmark.stats.stats.median < MOST_SECONDS
