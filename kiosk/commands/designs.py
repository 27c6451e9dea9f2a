"""``pennant designs``: what badges can look like; checks and previews one's own."""

from pathlib import Path

import click

from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, json_option, with_laptop


@click.command()
@click.argument("name", required=False)
@click.option(
    "--preview",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.pdf",
    help="Draw a few badges in this design.",
)
@click.option("--stock", metavar="STOCK", default="62x100", show_default=True)
@json_option
@with_laptop
def designs(
    laptop: Laptop, name: str | None, preview: Path | None, stock: str, as_json: bool
) -> None:
    """List the designs of badges, with what is wrong with them; one's own are TOML files."""
    from badges.design import built_in_designs, design_named, own_designs, read_design
    from badges.errors import BadgeError
    from kiosk.error_words import error_words

    folder = laptop.own_paper
    if preview is not None:
        _draw(laptop, name or "classic", stock, preview)
    if name is not None:
        design_named(name, folder)
    own = own_designs(folder)
    found: list[dict[str, object]] = []
    for each, path in {**built_in_designs(), **own}.items():
        if name not in (None, each):
            continue
        entry: dict[str, object] = {"name": each, "own": each in own, "title": "", "problem": ""}
        try:
            entry["title"] = read_design(path).title
        except BadgeError as error:
            entry["problem"] = error_words(error, laptop.words)
        found.append(entry)
    if as_json:
        tell(found)
    else:
        for entry in found:
            click.echo(f"{entry['name']:<20} {entry['problem'] or entry['title']}")
        if name is None:
            said = laptop.words.gettext("Your own go into {folder}.")
            click.echo(said.format(folder=folder / "designs"))
    if any(entry["problem"] for entry in found):
        click.get_current_context().exit(1)


def _draw(laptop: Laptop, name: str, stock: str, out: Path) -> None:
    from badges.design import design_named
    from badges.flags import own_flags
    from badges.render import render_badges
    from badges.sample import SAMPLES
    from badges.stock import own_stocks, stock_named
    from kiosk.qt_start import gui_application

    application = gui_application()
    folder = laptop.own_paper
    design = design_named(name, folder).with_flags(own_flags(folder))
    pdf = render_badges(SAMPLES, stock_named(stock, own_stocks(folder)), design=design)
    out.write_bytes(pdf)
    del application  # it had to live until the letters were drawn
