"""The catalogs: compiled from what is written, and safe to put values into."""

from gettext import GNUTranslations
from io import BytesIO
from string import Formatter

import pytest

from kiosk.translations.collect import collected, compiled, po_file, read
from kiosk.words import LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]


def texts(forms: object) -> list[str]:
    """One message, or all its plural forms."""
    return [forms] if isinstance(forms, str) else [str(f) for f in forms or ()]  # type: ignore[attr-defined]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalog_is_the_written_one(language: str) -> None:
    assert po_file(language).with_suffix(".mo").read_bytes() == compiled(read(language))


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_of_the_source_is_untranslated_or_fuzzy(language: str) -> None:
    written = read(language)
    for message in collected():
        if not message.id:
            continue
        found = written.get(message.id, message.context)
        assert found is not None, message.id
        assert not found.fuzzy, message.id
        forms = texts(found.string)
        assert len(forms) == (1 if isinstance(message.id, str) else written.num_plurals), message.id
        assert all(form.strip() for form in forms), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_says_every_value_in_every_form(language: str) -> None:
    for message in read(language):
        said = set().union(*map(placeholders, texts(message.id)))
        for string in texts(message.string) if message.id else ():
            assert placeholders(string) == said, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_never_shouts(language: str) -> None:
    for message in read(language):
        for string in texts(message.string) if message.id else ():
            assert "!" not in string, message.id


def test_messages_are_collected_however_they_are_marked() -> None:
    ids = {message.id for message in collected()}
    assert "Already in" in ids  # _("…")
    assert ("Entry for {number} person.", "Entry for {number} people.") in ids  # ngettext
    assert any(isinstance(i, str) and i.startswith("The disk that holds {file}") for i in ids)


def test_a_catalog_once_compiled_speaks() -> None:
    german = GNUTranslations(BytesIO(compiled(read("de"))))
    assert german.gettext("Already in") == "Schon drin"
