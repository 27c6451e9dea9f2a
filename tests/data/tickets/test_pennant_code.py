import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tickets.pennant_code import ALPHABET, LENGTH, code_for, new_code, normalised, verified

BODIES = st.lists(st.integers(0, 31), min_size=16, max_size=16)
QR_ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")  # ISO/IEC 18004, table 5


def test_a_new_code_is_one_of_ours_fits_a_qr_codes_short_mode_and_is_never_the_same() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert verified(code) == code
        assert set(code) <= QR_ALPHANUMERIC
        assert (len(code), code[:2]) == (LENGTH, "PN")


def test_the_check_is_the_one_that_is_documented() -> None:
    assert code_for([0] * 16) == "PN" + "0" * 18
    assert code_for(range(16)) == "PN0123456789ABCDEF" + code_for(range(16))[-2:]
    # body(x) = 1: x^2 mod x^2 + (a + a^2) x + a^3 leaves a + a^2 = 6 and a^3 = 8
    assert code_for([0] * 15 + [1])[-2:] == "68"


@given(BODIES, st.integers(2, 19), st.integers(1, 31))
def test_one_wrong_character_is_noticed(body: list[int], place: int, shift: int) -> None:
    assert verified(_wrong(code_for(body), place, shift)) is None


@given(BODIES, st.sets(st.integers(2, 19), min_size=2, max_size=2), st.data())
def test_two_wrong_characters_are_noticed(
    body: list[int], places: set[int], data: st.DataObject
) -> None:
    code = code_for(body)
    for place in places:
        code = _wrong(code, place, data.draw(st.integers(1, 31)))
    assert verified(code) is None


@given(BODIES)
def test_two_characters_swapped_are_noticed(body: list[int]) -> None:
    code = code_for(body)
    for i, j in itertools.combinations(range(2, 20), 2):
        if code[i] != code[j]:
            swapped = list(code)
            swapped[i], swapped[j] = code[j], code[i]
            assert verified("".join(swapped)) is None


@given(BODIES, st.data())
def test_case_hyphens_and_letters_that_look_like_figures_do_not_matter(
    body: list[int], data: st.DataObject
) -> None:
    code = code_for(body)
    looks = {"0": "0Oo", "1": "1IiLl"}
    tail = "".join(data.draw(st.sampled_from(looks.get(c, c + c.lower()))) for c in code[2:])
    assert verified(f"pn-{tail[:6]} {tail[6:]}") == code


@pytest.mark.parametrize("text", ["", "PN", "PN" + "U" * 18, "XX" + "0" * 18, "PN" + "0" * 17])
def test_what_is_no_code_of_ours_is_none(text: str) -> None:
    assert normalised(text) is None


def _wrong(code: str, place: int, shift: int) -> str:
    value = (ALPHABET.index(code[place]) + shift) % 32
    return code[:place] + ALPHABET[value] + code[place + 1 :]
