"""Make pretix_headers.toml: what pretix calls the columns of its exports, language by language.

``python -m data.guestlist.make_pretix_headers LOCALE`` with pretix's folder ``pretix/locale``
(made from pretix 2026.8.0). A column that pretix has not translated keeps its English header,
which is what its export says as well, and is left out here.
"""

import gettext
import sys
from pathlib import Path

from data.guestlist.vocabulary import header_key

_LANGUAGES = (
    "de", "de_Informal", "ru", "fr", "es", "es_419", "it", "pl", "pl_Informal", "tr", "pt_BR",
    "pt_PT", "nl", "nl_Informal", "zh_Hans", "zh_Hant",
)  # fmt: skip
_HEADERS = (
    "Order code", "Attendee name", "Product", "Price", "Checked in", "Checked out",
    "Automatically checked in", "Paid", "Secret", "Email", "Phone number", "Date", "Start date",
    "End date", "Company", "Voucher code", "Order date", "Order time",
    "Requires special attention", "Comment", "Check-in text", "Seat ID", "Seat name", "Seat zone",
    "Seat row", "Seat number", "Blocked", "Valid from", "Valid until", "Address", "ZIP code",
    "City", "Country", "State", "Event slug", "Event name", "Position ID", "Status", "Product ID",
    "Variation", "Variation ID", "Tax rate", "Tax rule", "Tax value", "Attendee email",
    "Attendee company", "Voucher", "Voucher budget usage", "Voucher tag", "Pseudonymization ID",
    "Ticket secret", "Order comment", "Follow-up date", "Add-on to position ID",
    "Invoice address company", "Invoice address name", "Invoice address street",
    "Invoice address ZIP code", "Invoice address city", "Invoice address country",
    "Invoice address state", "VAT ID", "Sales channel", "Order locale", "Email address verified",
    "External customer ID", "Check-in lists", "Payment providers", "Position order link",
)  # fmt: skip
_PARTS = ("Given name", "Family name", "Preferred name", "Calling name")


def pretix_headers(locale: Path, language: str) -> dict[str, str]:
    """The English headers in ``language``; both as ``header_key`` writes them, "|" between two."""
    say = gettext.translation("django", locale, [language]).gettext
    found = {header_key(text): header_key(say(text)) for text in _HEADERS}
    for part in _PARTS:
        joined = say("Attendee name: {part}").format(part=say(part))
        beside = f"{say('Attendee name')}: {say(part)}"
        words = dict.fromkeys(map(header_key, (joined, beside)))
        found[header_key(f"Attendee name: {part}")] = " | ".join(words)
        payer = f"{say('Invoice address name')}: {say(part)}"
        found[header_key(f"Invoice address name: {part}")] = header_key(payer)
    return {english: words for english, words in found.items() if words and words != english}


def main(locale: Path) -> None:
    """Write the table beside this file."""
    lines = ["# Made by make_pretix_headers.py; headers as `vocabulary.header_key` writes them.\n"]
    for language in _LANGUAGES:
        lines.append(f"\n[{language}]\n")
        table = pretix_headers(locale, language)
        lines += [f'"{english}" = "{words}"\n' for english, words in table.items()]
    Path(__file__).with_name("pretix_headers.toml").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
