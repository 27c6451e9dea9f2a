"""Draw all flags once more with librsvg, as what ``test_flag_sheet`` compares ours with.

For maintainers, wherever ``rsvg-convert`` (Debian: librsvg2-bin) and npm are at hand:

    uv run --group flags python tests/badges/make_flag_reference.py

Ours are drawn by resvg; the two share no code, so what both agree on is the flag.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from badges.assets.make_flags import NO_COUNTRY, SVG, content, fetch  # noqa: E402  needs the path

CELL = (64, 48)
COLUMNS = 18


def main() -> None:
    """Write the sheet and the codes in its cells beside this file."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(Path(folder))) as package:
        flags = {
            match["code"].upper(): drawn(content(package, name))
            for name in sorted(package.getnames())
            if (match := SVG.fullmatch(name)) and match["code"].upper() not in NO_COUNTRY
        }
    rows = -(-len(flags) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]), "white")
    for place, flag in enumerate(flags.values()):
        row, column = divmod(place, COLUMNS)
        sheet.paste(flag, (column * CELL[0], row * CELL[1]))
    sheet.save(Path(__file__).with_name("flag_reference.png"), optimize=True)
    Path(__file__).with_name("flag_reference.txt").write_text("\n".join(flags) + "\n")


def drawn(svg: bytes) -> Image.Image:
    """One flag by librsvg, averaged down from 30 times the pixels."""
    command = ["rsvg-convert", "--width", "1920", "--height", "1440"]
    png = subprocess.run(command, input=svg, capture_output=True, check=True).stdout
    with Image.open(io.BytesIO(png)) as image:
        large = image.convert("RGBA")
    paper = Image.new("RGBA", large.size, "white")
    paper.alpha_composite(large)
    return paper.convert("RGB").resize(CELL, Image.Resampling.BOX)


if __name__ == "__main__":
    main()
