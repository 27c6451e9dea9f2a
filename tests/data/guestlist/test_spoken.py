import pytest

from data.guestlist import Field
from data.guestlist.read import read_text
from data.guestlist.spoken import MOST, spoken_languages

HEADERS = {
    "en": "Name|Speaks|Ask me about",
    "de": "Name|Sprachen|Frag mich nach",
    "ru": "Имя|Языки|Спроси меня о",
    "fr": "Nom|Langues parlées|Demande-moi",
    "es": "Nombre|Idiomas|Pregúntame sobre",
    "it": "Nome|Lingue|Chiedimi di",
    "pl": "Imię|Języki|Zapytaj mnie o",
    "tr": "Ad|Konuştuğu diller|Bana sor",
    "pt": "Nome|Línguas|Pergunte-me sobre",
    "nl": "Naam|Talen|Vraag me over",
    "zh": "姓名|会说的语言|问我",
}


@pytest.mark.parametrize("language", HEADERS)
def test_both_columns_are_recognised_in_eleven_languages(language: str) -> None:
    found = read_text(f"{HEADERS[language]}\nZoya Krylova|English, русский|old synthesisers\n")
    assert dict(found.columns) == {Field.NAME: 0, Field.SPEAKS: 1, Field.ASK_ABOUT: 2}
    assert found.guests[0].speaks == ("en", "ru")
    assert found.guests[0].ask_about == "old synthesisers"
    assert not found.problems


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Which languages do you speak?", Field.SPEAKS),
        ("Welche Sprachen sprichst du?", Field.SPEAKS),
        ("На каких языках вы говорите?", Field.SPEAKS),
        ("What can people ask you about?", Field.ASK_ABOUT),
        ("Which language do you prefer?", Field.LANGUAGE),
    ],
)
def test_questions_as_headers_are_understood(header: str, meaning: Field) -> None:
    found = read_text(f"Name\t{header}\nZoya Krylova\tde\n")
    assert found.columns[meaning] == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("English, German, Russian", "en de ru"),
        ("en de ru", "en de ru"),
        ("EN/DE", "en de"),
        ("English (native), Deutsch B2", "en de"),
        ("Español y Portugués (Brasil)", "es pt"),
        ("pt-BR; zh-Hant", "pt zh"),
        ("中文、英文", "zh en"),
        ("по-русски, немного английский", "ru en"),
        ("Nederlands en Engels", "nl en"),
        ("Mandarin & Cantonese", "zh yue"),
        ("English, english, EN", "en"),
        ("n/a", ""),
        ("-", ""),
    ],
)
def test_languages_are_read_as_people_write_them(text: str, codes: str) -> None:
    assert spoken_languages(text) == (tuple(codes.split()), ())


def test_what_is_no_language_is_told_and_the_rest_kept() -> None:
    found = read_text("Name|Speaks\nZoya Krylova|English, whale and Deutsch\n")
    assert found.guests[0].speaks == ("en", "de")
    assert [(p.code, p.value) for p in found.problems] == [("unknown_language", "whale")]


def test_nobody_speaks_more_than_a_badge_can_say() -> None:
    every = "en de ru fr es it pl tr pt nl zh uk cs sk hu"
    assert len(spoken_languages(every)[0]) == MOST


def test_a_long_line_is_shortened_and_told() -> None:
    found = read_text(f"Name|Ask me about\nZoya Krylova|{'jazz ' * 60}\n")
    assert len(found.guests[0].ask_about) <= 120
    assert [p.code for p in found.problems] == ["text_too_long"]
