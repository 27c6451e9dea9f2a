"""Make ``tables/japanese.tsv.gz`` and the English half of the nicknames.

Run by hand after a new version of a source: ``python -m data.search.make_tables NAMES NICKNAMES``,
the folders of the unpacked packages japanese-personal-name-dataset (MIT) and nicknames
(Apache-2.0) from PyPI. See tables/SOURCES.md.
"""

import csv
import gzip
import sys
from collections import defaultdict
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
_FIRST_NAMES = ("first_name_man_org.csv", "first_name_woman_org.csv")
_MOST_READINGS = 6


def japanese_lines(folder: Path) -> list[str]:
    """Kanji, behind ``s`` for a family name or ``g`` for a first name, and its readings."""
    readings: dict[tuple[str, str], list[str]] = defaultdict(list)
    with (folder / "last_name_org.csv").open(encoding="utf-8", newline="") as file:
        for kanji, _, _, romaji in csv.reader(file):
            readings["s", kanji].append(romaji)
    for name in _FIRST_NAMES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for _, romaji, *written in csv.reader(file):
                for kanji in written:
                    readings["g", kanji].append(romaji)
    return [
        f"{kind}{kanji}\t{' '.join(dict.fromkeys(romaji[:_MOST_READINGS]))}\n"
        for (kind, kanji), romaji in readings.items()
        if kanji and not kanji.isascii()
    ]


def english_lines(folder: Path) -> list[str]:
    """``en name nicknames``."""
    nicknames: dict[str, list[str]] = defaultdict(list)
    with (folder / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["relationship"] == "has_nickname":
                nicknames[row["name1"]].append(row["name2"])
    return [f"en\t{name}\t{' '.join(short)}\n" for name, short in sorted(nicknames.items())]


def main() -> None:
    """Write both tables."""
    names, nicknames = map(Path, sys.argv[1:3])
    japanese = b"\n" + b"".join(sorted(line.encode() for line in japanese_lines(names)))
    (TABLES / "japanese.tsv.gz").write_bytes(gzip.compress(japanese, mtime=0))
    (TABLES / "nicknames_en.tsv").write_text("".join(english_lines(nicknames)), encoding="utf-8")


if __name__ == "__main__":
    main()
