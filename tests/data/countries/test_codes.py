import subprocess
import sys

import pytest

from data.countries import all_codes, country_name, find_countries, flag_emoji, is_code, suggest
from data.countries.make_names import collect_names
from data.countries.names import name_table

OURS = {"XK", "EU", "UN", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"}


def test_there_are_the_249_codes_of_iso_3166_and_seven_of_our_own() -> None:
    assert len(all_codes()) == 249 + len(OURS)
    assert set(all_codes()) >= OURS
    assert list(all_codes()) == sorted(all_codes())


@pytest.mark.parametrize("text", ["", "de", "DEU", "GER", "UK", "ENG", "ZZ"])
def test_only_the_code_itself_is_a_code(text: str) -> None:
    assert not is_code(text)


def test_every_flag_emoji_leads_back_to_its_code() -> None:
    for code in all_codes():
        assert find_countries(flag_emoji(code)).codes == (code,)


def test_what_is_no_code_has_no_flag() -> None:
    assert flag_emoji("ZZ") == ""
    assert flag_emoji("de") == ""


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("DE", "en", "Germany"),
        ("DE", "ru", "Германия"),
        ("GB-ENG", "fr", "Angleterre"),
        ("GB-SCT", "de-CH", "Schottland"),
        ("GB-WLS", "xx", "Wales"),
        ("XK", "de", "Kosovo"),
        ("TW", "zh-Hant", "台灣"),
        ("BR", "pt-BR", "Brasil"),
        ("??", "en", "??"),
    ],
)
def test_countries_have_names_in_the_language_asked_for(code: str, locale: str, name: str) -> None:
    assert country_name(code, locale) == name


@pytest.mark.parametrize(
    ("typed", "locale", "first"),
    [
        ("deut", "de", "DE"),
        ("ger", "en", "DE"),
        ("Росс", "en", "RU"),
        ("росс", "ru", "RU"),
        ("engl", "en", "GB-ENG"),
        ("dutch", "en", "NL"),
        ("cote", "en", "CI"),
        ("usa", "en", "US"),
        ("sui", "de", "CH"),
    ],
)
def test_the_picker_suggests_the_likeliest_country_first(
    typed: str, locale: str, first: str
) -> None:
    assert suggest(typed, locale)[0] == first


def test_the_picker_finds_words_inside_a_name_and_keeps_to_its_limit() -> None:
    assert "NZ" in suggest("zealand", "en")
    assert suggest("", "en") == ()
    assert len(suggest("a", "en", limit=5)) == 5
    assert len(set(suggest("s", "en", limit=40))) == 40


def test_the_index_of_names_is_what_its_script_makes() -> None:
    made = {key: code for code, keys in collect_names().items() for key in keys}
    table = name_table()
    known = {**table.likely, **table.sure}
    assert len(made) > 25_000
    assert made.keys() - known.keys() == set()


def test_nothing_is_read_before_it_is_needed() -> None:
    script = (
        "import data.countries, data.countries.names as n, data.countries.codes as c\n"
        "assert n.name_table.cache_info().misses == 0\n"
        "assert c.code_table.cache_info().misses == 0\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
