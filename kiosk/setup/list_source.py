"""Where a guest list comes from: a file, or what was copied or dropped."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMimeData

from kiosk.setup.welcome import ENDING

_TABLE = re.compile(r"<(table|ol|ul|tr|li)\b", re.IGNORECASE)


class SourceKind(StrEnum):
    """How the list is handed over."""

    FILE = "file"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list to be read. ``content``: the path of a file, or the text or HTML itself."""

    kind: SourceKind
    content: str

    @property
    def name(self) -> str:
        """The file's name; empty for what was pasted."""
        return Path(self.content).name if self.kind is SourceKind.FILE else ""

    @property
    def is_event(self) -> bool:
        """Whether this is no list but an event file: perhaps another laptop's."""
        return self.kind is SourceKind.FILE and Path(self.content).suffix.lower() == ENDING


def source_in(mime: QMimeData) -> ListSource | None:
    """The list in what was copied or dropped, or None.

    A file outweighs everything. Cells copied from a spreadsheet come as text with tabs and as
    HTML: the text has each cell's own words, so it is taken; else a table or list in HTML.
    """
    for url in mime.urls():
        if url.isLocalFile():
            return ListSource(SourceKind.FILE, url.toLocalFile())
    text = mime.text() if mime.hasText() else ""
    html = mime.html() if mime.hasHtml() else ""
    if html and _TABLE.search(html) and not ("\t" in text and "\n" in text.strip()):
        return ListSource(SourceKind.HTML, html)
    if text.strip():
        return ListSource(SourceKind.TEXT, text)
    return ListSource(SourceKind.HTML, html) if html.strip() else None
