"""Tickets as files to send: a PDF and a picture a guest, and a table for a mail merge."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from anyascii import anyascii

from badges.ticket import Ticket, render_ticket
from data.export import neutral
from data.guests import EventInfo, Guest
from kiosk.printing.raster import page_images
from kiosk.setup.day import day_words
from kiosk.words import Words

DOTS_PER_INCH = 200  # a page A6 is 827 x 1165 pixels: sharp on any phone, some 20 KB
TABLE = "mail-merge.csv"
HEADERS = ("Name", "First name", "Email", "Ticket secret", "Language", "PDF", "PNG")
_STEM = 40  # letters of a name in a file's name


@dataclass(frozen=True, slots=True)
class TicketFiles:
    """One guest's ticket in the folder."""

    guest: Guest
    pdf: Path
    png: Path


def ticket_for(guest: Guest, info: EventInfo, words: Words) -> Ticket:
    """What the guest's ticket says; ``guest`` has a ticket secret."""
    day = day_words(date.fromisoformat(info.date), words.language) if info.date else ""
    return Ticket(
        name=guest.shown_name,
        code=guest.secret,
        event_name=info.name,
        when=day,
        instruction=words.gettext("Show this at the door, on your phone or on paper."),
    )


def write_tickets(
    guests: Iterable[Guest], info: EventInfo, folder: Path, words: Words
) -> Iterator[TicketFiles]:
    """Draw the tickets one by one into ``folder``; tickets of an earlier time are replaced.

    Needs an application (kiosk.qt_start). Raises BadgeError, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for guest in guests:
        pdf = render_ticket(ticket_for(guest, info, words))
        files = TicketFiles(guest, folder / f"{stem(guest)}.pdf", folder / f"{stem(guest)}.png")
        files.pdf.write_bytes(pdf)
        (image,) = page_images(pdf, DOTS_PER_INCH)
        grey = image.convertToFormat(image.Format.Format_Grayscale8)
        if not grey.save(str(files.png), "PNG"):  # type: ignore[call-overload]
            raise OSError(None, words.gettext("it could not be written"), str(files.png))
        yield files


def write_table(written: Sequence[TicketFiles], folder: Path) -> Path:
    """The table for a mail merge: UTF-8 with BOM and CRLF, no cell a formula. Raises OSError."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for one in written:
        guest = one.guest
        said = (guest.name, guest.first_name, guest.email, guest.secret, guest.language)
        writer.writerow([neutral(cell) for cell in (*said, one.pdf.name, one.png.name)])
    table = folder / TABLE
    unfinished = table.with_name(table.name + ".part")
    unfinished.write_bytes(text.getvalue().encode("utf-8-sig"))
    unfinished.replace(table)
    return table


def stem(guest: Guest) -> str:
    """A file name without its ending, the same every time, fit for every system and mail."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", anyascii(guest.name)).strip("-")[:_STEM].rstrip("-")
    return f"{plain or 'guest'}-{guest.id[:8]}"
