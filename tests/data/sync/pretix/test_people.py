from typing import Any

import pytest

from data.sync.pretix.people import minor, names_of, nationality


@pytest.mark.parametrize(
    ("parts", "shown", "expected"),
    [
        ({"_scheme": "full", "full_name": "Zoya"}, "Zoya", ("Zoya", "", "", "")),
        (
            {"_scheme": "given_family", "given_name": "Olivia", "family_name": "Smith"},
            "Olivia Smith",
            ("Olivia Smith", "Olivia", "Smith", ""),
        ),
        (
            {
                "_scheme": "title_given_family",
                "title": "Dr",
                "given_name": "Ada",
                "family_name": "Byron",
            },
            "Dr Ada Byron",
            ("Dr Ada Byron", "Ada", "Byron", ""),
        ),
        (
            {"_scheme": "family_comma_given", "given_name": "Ada", "family_name": "Byron"},
            "Byron, Ada",
            ("Ada Byron", "Ada", "Byron", ""),
        ),
        (
            {"_scheme": "family_nospace_given", "given_name": "文", "family_name": "孫"},
            "孫文",
            ("孫文", "文", "孫", ""),
        ),
        (
            {"_scheme": "calling_full", "calling_name": "Kate", "full_name": "Katherine Smith"},
            "Katherine Smith",
            ("Katherine Smith", "", "", "Kate"),
        ),
        (
            {
                "_scheme": "full_transcription",
                "full_name": "山田花子",
                "latin_transcription": "Yamada Hanako",
            },
            "山田花子",
            ("山田花子", "", "", ""),
        ),
        ({"_legacy": "Old Name"}, None, ("Old Name", "", "", "")),
        ({}, None, ("", "", "", "")),
        (
            {"_scheme": "full", "full_name": "Zoe\u0308  \u200bB"},
            "Zoe\u0308  \u200bB",
            ("Zoë B", "", "", ""),
        ),
        (
            {"given_name": "Ada", "family_name": None, "_scheme": "a later one"},
            None,
            ("Ada", "Ada", "", ""),
        ),
        (None, "Only This", ("Only This", "", "", "")),
    ],
)
def test_a_name_in_any_scheme(parts: Any, shown: str | None, expected: tuple[str, ...]) -> None:
    assert names_of({"attendee_name": shown, "attendee_name_parts": parts}) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("GB", (("GB",), False)),
        ("xk", (("XK",), False)),
        ("XX", ((), False)),
        ("", ((), False)),
        ("Deutschland", (("DE",), False)),
        ("what ever", ((), False)),
    ],
)
def test_an_answer_as_a_country(answer: str, expected: tuple[tuple[str, ...], bool]) -> None:
    assert nationality(answer) == expected


def test_amounts_are_read_exactly() -> None:
    assert [minor("25.00", "EUR"), minor("8.10", "EUR"), minor("500", "JPY")] == [2500, 810, 500]
    assert minor("25.000", "KWD") == 25000
    assert minor(None, "EUR") == 0
