"""Collect the messages and compile the translations: ``python -m kiosk.translations.collect``."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kiosk.words import DOMAIN, LANGUAGES, TRANSLATIONS

BEGUN = datetime(2026, 11, 22, tzinfo=UTC)  # fixed, so that a catalog changes only by its words
# ``plural`` is what ``ngettext`` is called where it is needed often.
KEYWORDS = {**DEFAULT_KEYWORDS, "mark": None, "plural": (1, 2)}


def collected() -> Catalog:
    """Every message that stands in the source of ``kiosk``, in order of file and line."""
    catalog = _catalog(None)
    found = extract_from_dir(
        TRANSLATIONS.parent, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Note:",)
    )
    for file, _line, message, comments, context in sorted(found, key=lambda f: f[:2]):
        # Without line numbers, so that a catalog changes only where words change.
        where = [(f"kiosk/{Path(file).as_posix()}", 0)]
        catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def translated(language: str) -> Catalog:
    """The translations as committed, brought up to date with the source."""
    catalog = read(language) if po_file(language).exists() else _catalog(language)
    catalog.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """The catalog as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def po_file(language: str) -> Path:
    """Where the translations into this language are written by hand."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The translations as committed."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _catalog(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=f"# {LANGUAGES.get(language or '', '')}. Written by hand; messages are"
        " collected and compiled by kiosk.translations.collect.",
        project="Pennant",
        version="",
        msgid_bugs_address="",
        creation_date=BEGUN,
        revision_date=BEGUN,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


@click.command(help=__doc__)
def collect() -> None:
    """Bring every language up to date and say what is still untranslated."""
    for language in LANGUAGES:
        if language == "en":
            continue
        catalog = translated(language)
        file = po_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_po(out, catalog, width=100, include_lineno=False, ignore_obsolete=True)
        file.with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = sum(1 for m in catalog if m.id and not (m.string and all(m.string)))
        click.echo(f"{language}: {len(catalog)} messages, {missing} to translate")


if __name__ == "__main__":
    collect()
