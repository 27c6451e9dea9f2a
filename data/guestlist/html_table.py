"""Tables, lists and lines out of HTML, as a browser, a mail program or a spreadsheet copies them.

Nothing is interpreted but the shape: rows, cells, list items, line breaks. The tokens are found
by one expression in linear time; the standard library's HTMLParser takes quadratic time on
unclosed tags and quotes, which a hostile page may have by the million.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.guestlist.limits import MAX_CELL, MAX_COLUMNS

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:]*+)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9:]*+)([^<>]*+)>"
    r"|<[!?][^<>]*+>"
)
_IS_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|table|tr|td|ul|ol|li|div|meta|p|br|b|span|pre|h[1-6])\b",
    re.I,
)
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_HIDDEN = ("script", "style", "head", "title", "template", "noscript")
_LINE = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote"}
_LINE |= {"ul", "ol", "hr", "section", "article", "tr", "table", "pre"}
_MOST_DEEP = 20  # tables within tables; deeper ones are read as text


def is_html(text: str) -> bool:
    """Whether ``text`` begins as HTML does: a page, a fragment, or a table saved as ".xls"."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and _IS_HTML.search(text[:4000]) is not None


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    below: dict[int, int] = field(default_factory=dict)  # rows a cell above still reaches into
    span: int = 1
    down: int = 1

    def open_row(self) -> None:
        self.close_cell()
        self.rows.append([])

    def open_cell(self, attributes: str) -> None:
        self.close_cell()
        if not self.rows:
            self.rows.append([])
        spans = {name.lower(): int(n) for name, n in _SPAN.findall(attributes)}
        self.cell = []
        self.span = min(max(spans.get("colspan", 1), 1), MAX_COLUMNS)
        self.down = min(max(spans.get("rowspan", 1), 1), 1000)

    def close_cell(self) -> None:
        if self.cell is None:
            return
        row = self.rows[-1]
        self._fill_from_above(row)
        text = _joined(self.cell)
        for offset in range(self.span):
            if len(row) > MAX_COLUMNS:
                break
            if self.down > 1:
                self.below[len(row)] = self.down - 1
            row.append(text if offset == 0 else "")
        self.cell = None

    def close_row(self) -> None:
        self.close_cell()
        if self.rows:
            self._fill_from_above(self.rows[-1])

    def _fill_from_above(self, row: list[str]) -> None:
        while len(row) in self.below:
            left = self.below.pop(len(row))
            if left > 1:
                self.below[len(row)] = left - 1
            row.append("")


def _joined(parts: list[str]) -> str:
    lines = "".join(parts)[:MAX_CELL].split("\n")
    return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)


@dataclass(frozen=True, slots=True)
class HtmlContent:
    """The tables of a page in their order, and all text outside tables as lines."""

    tables: tuple[list[list[str]], ...]
    lines: tuple[str, ...]


def read_html_content(source: str) -> HtmlContent:
    """The tables and lines of ``source``. Reads whatever it gets; raises nothing."""
    source = _fragment(source)
    tables: list[_Table] = []
    stack: list[_Table] = []
    outside: list[str] = []
    hidden = ""
    for kind, name, attributes in _tokens(source):
        if hidden:
            hidden = "" if kind == "close" and name == hidden else hidden
            continue
        inside = stack[-1].cell if stack else None
        if kind == "text":
            if inside is not None:
                inside.append(name)
            elif not stack:
                outside.append(name)
            continue
        if name == "tr" and kind == "open" and not stack:
            tables.append(_Table())  # Excel's clipboard leaves out the table around its rows
            stack.append(tables[-1])
        if name in _HIDDEN:
            hidden = name if kind == "open" else ""
        elif name == "table" and kind == "open" and len(stack) < _MOST_DEEP:
            tables.append(_Table())
            stack.append(tables[-1])
        elif name == "table" and kind == "close" and stack:
            stack.pop().close_row()
        elif stack and name == "tr":
            stack[-1].open_row() if kind == "open" else stack[-1].close_row()
        elif stack and name in ("td", "th"):
            stack[-1].open_cell(attributes) if kind == "open" else stack[-1].close_cell()
        elif name in _LINE:
            (inside if inside is not None else outside).append("\n")
    for table in stack:
        table.close_row()
    lines = [" ".join(line.split()) for line in "".join(outside).split("\n")]
    return HtmlContent(
        tuple(table.rows for table in tables if any(any(row) for row in table.rows)),
        tuple(line for line in lines if line),
    )


def _fragment(source: str) -> str:
    """What was copied, where the clipboard says so; without comments."""
    start = source.find("<!--StartFragment")
    if start >= 0:
        end = source.find("<!--EndFragment", start)
        begin = source.find(">", start) + 1
        # A table cut in the middle still needs the tags that stand before the mark.
        if "<table" not in source[:start].lower():
            source = source[begin : end if end > 0 else len(source)]
    parts, position = [], 0
    while (start := source.find("<!--", position)) >= 0:
        parts.append(source[position:start])
        end = source.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        position = end + 3
    parts.append(source[position:])
    return "".join(parts)


def _tokens(source: str) -> Iterator[tuple[str, str, str]]:
    """("text", text, ""), ("open", tag, attributes) and ("close", tag, "")."""
    position = 0
    for match in _TAG.finditer(source):
        if match.start() > position:
            yield "text", _text(source[position : match.start()]), ""
        position = match.end()
        name = match[2] or match[5]
        if name:
            closing = match[1] or match[4]
            attributes = match[3] or match[6] or ""
            yield ("close", name.lower(), "") if closing else ("open", name.lower(), attributes)
    if position < len(source):
        yield "text", _text(source[position:]), ""


def _text(raw: str) -> str:
    """Text between tags; line breaks of the source are blanks."""
    return html.unescape(raw.replace("\r", " ").replace("\n", " "))
