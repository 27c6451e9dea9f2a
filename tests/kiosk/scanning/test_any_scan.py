from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from data.tickets import Wrapping, read_code
from kiosk.code_words import MOST_SHOWN, all_of_code, code_words, shown_code
from kiosk.scanner import looks_like_a_code
from kiosk.scanning.key_reader import Ending, KeyReader, KeyScan, Stroke, Timing
from kiosk.scanning.reading_choice import best_reading
from kiosk.scanning.scan_test import TEST_CODE, examine, without_wrapping
from kiosk.setup.scan_test_words import found_lines
from kiosk.words import ENGLISH
from tests.data.tickets.test_any_text import TEXTS

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
AROUND = st.tuples(st.text(max_size=5), st.sampled_from([TEST_CODE, "", "x"]), st.text(max_size=5))
SCANS = st.builds(
    KeyScan,
    TEXTS | AROUND.map("".join),
    TEXTS | AROUND.map("".join),
    st.sampled_from(Ending),
    st.integers(0, 5_000),
    st.text(max_size=5),
    st.text(max_size=5),
)


@given(TEXTS)
def test_any_code_is_told_in_words_and_shown_short(text: str) -> None:
    assert isinstance(code_words(read_code(text), ENGLISH, AT), str)
    assert len(shown_code(text)) <= MOST_SHOWN
    assert all(ord(c) >= 0x20 for c in all_of_code(text))
    assert isinstance(looks_like_a_code(text), bool)


@given(SCANS, st.builds(Wrapping, st.text(max_size=3), st.text(max_size=3)))
def test_any_scan_has_a_reading_and_a_scan_test(scan: KeyScan, wrapping: Wrapping) -> None:
    bare = without_wrapping(scan, wrapping)
    assert best_reading(bare, lambda text: "") in (bare.host, bare.us)
    lines = found_lines(examine(scan), ENGLISH)
    assert all((lines.layout, lines.ending, lines.speed, lines.verdict))


KEYS = st.tuples(st.sampled_from("wcet.o"), st.text(max_size=2), st.integers(0, 400), st.booleans())


@given(st.lists(KEYS, max_size=60))
def test_no_key_is_lost_whatever_comes_when(keys: list[tuple[str, str, int, bool]]) -> None:
    """Each key that writes goes on to its window or is part of one scan, in order."""
    reader, now = KeyReader(Timing()), 1_000
    pressed, came = "", ""
    held: list[str] = []
    for kind, text, gap, repeats in keys:
        now += gap
        match kind:
            case "w":
                pressed += text
                step = reader.write(Stroke(text, text, now, repeats))
            case "c":
                step = reader.control(now)
            case "e":
                step = reader.end(now, Ending.ENTER)
            case "t":
                step = reader.end(now, Ending.TAB)
            case ".":
                step = reader.pause()
            case _:
                step = reader.other()
        if step.scan is not None:
            assert step.scan.host == "".join(held)
        if step.scan is not None or step.let_go:
            came += "".join(held)
            held.clear()
        if kind == "w":
            if step.keep.value == "hold":
                held.append(text)
            else:
                came += text
    assert came + "".join(held) == pressed
