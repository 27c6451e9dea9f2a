import io
import struct
import zipfile
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter

Table = Sequence[Sequence[object]]


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """Makes a workbook of sheets, each a table; ``hidden`` names those not shown."""

    def make(hidden: Sequence[str] = (), **sheets: Table) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            book.set_properties({"title": "invented"})
            for name, table in sheets.items():
                sheet = book.add_worksheet(name)
                if name in hidden:
                    sheet.hide()
                for index, row in enumerate(table):
                    for column, value in enumerate(row):
                        sheet.write(index, column, value, day if hasattr(value, "year") else None)
        return target.getvalue()

    return make


@pytest.fixture
def raw_xlsx() -> Callable[..., bytes]:
    """Makes an XLSX file around the XML of its one sheet, however wrong; further parts by name."""

    def make(sheet: str | bytes, parts: dict[str, str] | None = None) -> bytes:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        packed = "http://schemas.openxmlformats.org/package/2006"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        link = f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1" '
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{packed}/content-types">'
                '<Override PartName="/xl/workbook.xml" '
                f'ContentType="{kind}.sheet.main+xml"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'{link}Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'{link}Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            )
            archive.writestr("xl/worksheets/sheet1.xml", sheet)
            for name, content in (parts or {}).items():
                archive.writestr(name, content)
        return target.getvalue()

    return make


@pytest.fixture
def ods() -> Callable[[str], bytes]:
    """Makes an ODS file around the XML of its rows."""

    def make(rows: str, manifest: str = "") -> bytes:
        urn = "urn:oasis:names:tc:opendocument:xmlns"
        mime = "application/vnd.oasis.opendocument.spreadsheet"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", mime)
            archive.writestr(
                "META-INF/manifest.xml",
                f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry '
                f'manifest:full-path="/" manifest:media-type="{mime}">{manifest}'
                "</manifest:file-entry></manifest:manifest>",
            )
            archive.writestr(
                "content.xml",
                f'<office:document-content xmlns:office="{urn}:office:1.0" '
                f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"><office:body>'
                f'<office:spreadsheet><table:table table:name="Guests">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )
        return target.getvalue()

    return make


@pytest.fixture
def xls() -> Callable[..., bytes]:
    """Makes an old Excel file (BIFF8 in a compound file) with one sheet of texts.

    ``far`` adds one text at that row and column; ``password`` marks it as encrypted.
    """

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: str) -> bytes:
        body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
        return record(0x0204, body)

    def make(
        table: Sequence[Sequence[str]],
        far: tuple[int, int] | None = None,
        password: bool = False,
    ) -> bytes:
        bof, eof = struct.pack("<HHHHII", 0x0600, 0, 0, 0, 0, 0), record(0x000A, b"")
        name = "Guests".encode("utf-16-le")
        head = record(0x0809, bof[:2] + b"\x05\x00" + bof[4:])
        head += record(0x002F, b"\0" * 6) if password else b""
        head += record(0x0042, struct.pack("<H", 1200))
        bound = struct.pack("<IBBBB", len(head) + 12 + len(name) + len(eof), 0, 0, 6, 1) + name
        stream = head + record(0x0085, bound) + eof
        stream += record(0x0809, bof[:2] + b"\x10\x00" + bof[4:])
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                stream += label(row, column, text)
        if far is not None:
            stream += label(*far, "far")
        stream = (stream + eof).ljust(4096, b"\0")
        sectors = -(-len(stream) // 512)
        stream = stream.ljust(sectors * 512, b"\0")
        end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
        fat = [fat_mark, end, *range(3, sectors + 2), end]
        assert len(fat) <= 128
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
        header += struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
        header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
        header += struct.pack("<109I", 0, *[free] * 108)

        def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
            text = title.encode("utf-16-le") + b"\0\0"
            sides = struct.pack("<BBIII", kind, 1, free, free, child)
            return (
                text.ljust(64, b"\0")
                + struct.pack("<H", len(text))
                + sides
                + b"\0" * 36
                + struct.pack("<II4x", first, size)
            )

        directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
        directory = directory.ljust(512, b"\0")
        return header + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory + stream

    return make
