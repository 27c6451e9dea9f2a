from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.countries import CountryGuess, all_codes, country_name, find_countries, flag_emoji
from data.countries.codes import code_table, read_table
from data.countries.names import name_table

LOCALES = ("en", "de", "ru", "fr", "es", "it", "pt", "pl", "tr", "nl", "zh", "ja", "ko", "ar", "th")
INPUTS = Path(__file__).with_name("inputs.tsv")


def written_inputs(part: str) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for line in INPUTS.read_text(encoding="utf-8").splitlines()[1:]:
        which, codes, text = line.split("\t")
        if which == part:
            found.append((text, tuple(codes.split())))
    return found


@pytest.mark.parametrize(("text", "codes"), written_inputs("seen"))
def test_each_way_to_write_a_country_is_understood(text: str, codes: tuple[str, ...]) -> None:
    assert find_countries(text).codes == codes


def test_of_inputs_never_tuned_for_nearly_all_are_right_and_none_surely_wrong() -> None:
    inputs = written_inputs("held")
    wrong = [
        (text, find_countries(text))
        for text, codes in inputs
        if find_countries(text).codes != codes
    ]
    assert len(inputs) >= 60
    assert len(wrong) <= len(inputs) * 0.05, wrong
    assert not [guess for _, guess in wrong if guess.certain and guess.codes]


def test_every_demonym_means_its_country_in_any_case() -> None:
    for code, *cells in read_table("demonyms.tsv"):
        for form in "/".join(cells).split("/"):
            for written in (form, form.upper(), form.lower()):
                assert find_countries(written) == CountryGuess((code,), certain=True), written


def test_every_state_has_demonyms_in_six_languages() -> None:
    rows = {code: cells for code, *cells in read_table("demonyms.tsv")}
    assert all(len(cells) == 6 and all(cells) for cells in rows.values())
    assert {"XK", "TW", "PS", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"} <= set(rows)
    assert len(rows) >= 195


@pytest.mark.parametrize("locale", LOCALES)
def test_every_country_is_found_by_its_name(locale: str) -> None:
    for code in all_codes():
        assert find_countries(country_name(code, locale)).codes == (code,), code


@given(st.sampled_from(all_codes()), st.sampled_from(all_codes()))
def test_two_flags_in_one_cell_are_two_nationalities(one: str, other: str) -> None:
    found = find_countries(flag_emoji(one) + flag_emoji(other))
    assert found == CountryGuess(tuple(dict.fromkeys((one, other))), certain=True)


@given(
    st.sampled_from(all_codes()),
    st.sampled_from(all_codes()),
    st.sampled_from(["/", ", ", " & ", " and ", " und ", "; ", " | ", "\n"]),
)
def test_two_names_in_one_cell_are_two_nationalities(one: str, other: str, between: str) -> None:
    names = (country_name(one), country_name(other))
    certain = all(find_countries(name).certain for name in names)
    found = find_countries(between.join(names))
    assert found == CountryGuess(tuple(dict.fromkeys((one, other))), certain)


def test_every_spelling_of_a_code_in_capitals_is_certain() -> None:
    for spelling, code in code_table().spellings.items():
        assert find_countries(spelling) == CountryGuess((code,), certain=True), spelling


@pytest.mark.parametrize("word", ["no", "No", "in", "it", "me", "is", "us", "and", "are", "can"])
def test_everyday_words_are_no_codes(word: str) -> None:
    assert find_countries(word) == CountryGuess()


@pytest.mark.parametrize(("text", "code"), [("de", "DE"), ("ger", "DE"), ("Ru", "RU")])
def test_codes_in_small_letters_are_only_a_guess(text: str, code: str) -> None:
    assert find_countries(text) == CountryGuess((code,), certain=False)


@pytest.mark.parametrize("text", ["", "   ", "-", " – ", "/"])
def test_an_empty_cell_surely_names_no_country(text: str) -> None:
    assert find_countries(text) == CountryGuess((), certain=True)


@pytest.mark.parametrize(
    "text", ["Korea", "Congo", "Dominican", "Romani", "Malay", "Germny", "Austira"]
)
def test_ambiguous_and_misspelt_names_are_only_a_guess(text: str) -> None:
    guess = find_countries(text)
    assert guess.codes
    assert not guess.certain


@pytest.mark.parametrize("text", ["GEB", "QQ", "Grm", "Irax", "ab"])
def test_likeness_is_never_looked_for_in_short_texts(text: str) -> None:
    assert find_countries(text) == CountryGuess()


def test_a_misspelling_between_two_countries_is_neither() -> None:
    assert find_countries("Nigera") == CountryGuess()


def test_england_scotland_and_wales_never_become_the_united_kingdom() -> None:
    for code, _, name in read_table("nations.tsv"):
        assert find_countries(name).codes == (code,), name
    united_kingdom = [key for key, code in name_table().sure.items() if code == "GB"]
    assert not [key for key in united_kingdom if key.startswith(("engl", "angl", "ingl", "англ"))]


def test_a_place_beside_a_country_makes_the_country_a_guess() -> None:
    assert find_countries("Berlin, Germany") == CountryGuess(("DE",), certain=False)


def test_a_name_of_a_person_is_no_country() -> None:
    assert find_countries("Jordan Smith") == CountryGuess()


@given(st.text(max_size=300))
def test_any_text_is_answered_with_codes_of_ours(text: str) -> None:
    assert set(find_countries(text).codes) <= set(all_codes())


def test_a_cell_that_lists_the_whole_world_names_nobody() -> None:
    assert find_countries(" / ".join(all_codes()[:60])) == CountryGuess()
