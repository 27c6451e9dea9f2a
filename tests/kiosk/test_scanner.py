import pytest

from kiosk.scanner import looks_like_a_code


@pytest.mark.parametrize(
    "text", ["PN5GQMZRJSM3RZZ22D77", "abc234", "kcejmssxeuxejjbdnc", "4006381333931"]
)
def test_one_long_word_or_one_with_figures_may_be_a_code(text: str) -> None:
    assert looks_like_a_code(text)


@pytest.mark.parametrize("text", ["Vinogradova", "Zoya Vinogradova 2nd", "ab12", "", "Jean-Pierre"])
def test_names_and_short_texts_are_none(text: str) -> None:
    assert not looks_like_a_code(text)
