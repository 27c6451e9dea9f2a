"""``pennant rehearse``: a whole evening in half a minute, on a copy, without a window."""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import click

from data.demo.event import make_demo_event
from data.export import export_attendance
from data.guests import Guest, GuestState
from data.identity import utc_now
from data.rehearsal import rehearsal_copy
from data.store.event_file import EventFile
from kiosk.commands.laptop import Laptop, with_laptop
from kiosk.rehearsal import Draw, Rehearsal
from kiosk.words import money_words


@click.command()
@click.argument("event", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Keep the rehearsal's event, badges and attendance here.",
)
@with_laptop
@click.pass_context
def rehearse(ctx: click.Context, laptop: Laptop, event: Path | None, out: Path | None) -> None:
    """Play an evening on a copy of EVENT, or on the invented one; EVENT stays as it is.

    Tells what happened and how long each step took. Exit status 1: the counts did not agree.
    """
    with tempfile.TemporaryDirectory(prefix="pennant-") as passing:
        folder = out or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        with _copy(laptop, event, folder) as file:
            agreed = _play(laptop, file, folder, keep_badges=out is not None)
    ctx.exit(0 if agreed else 1)


def _copy(laptop: Laptop, event: Path | None, folder: Path) -> EventFile:
    now, device, state = utc_now(), laptop.device, laptop.places.state_folder
    path = folder / "rehearsal.pennant"
    if event is not None:
        with laptop.open_event(event) as file:
            return rehearsal_copy(file, path, device, state, now)
    with (
        tempfile.TemporaryDirectory(prefix="pennant-") as passing,
        make_demo_event(
            Path(passing) / "demo.pennant", device, state, "Pennant", "UTC", now
        ) as demo,
    ):
        return rehearsal_copy(demo, path, device, state, now)


def _play(laptop: Laptop, file: EventFile, folder: Path, *, keep_badges: bool) -> bool:
    from kiosk.qt_start import gui_application

    application = gui_application()
    _ = laptop.words.gettext
    draw = _draws_badges(laptop, file, folder if keep_badges else None)
    evening = Rehearsal(file, draw)
    with click.progressbar(
        evening.play(), length=evening.length, label=_("The evening"), file=sys.stderr
    ) as guests:
        for _guest in guests:
            pass
    for ending in ("csv", "xlsx"):
        out = folder / f"attendance.{ending}"
        evening.timed(f"export {ending}", partial(export_attendance, file, out))
    del application  # it had to live until the last badge was drawn
    _tell(laptop, file, evening)
    return evening.agrees()


def _draws_badges(laptop: Laptop, file: EventFile, folder: Path | None) -> Draw:
    """Draws one guest's badge and, with a folder, keeps it there."""
    from kiosk.badge_for import badge_for
    from kiosk.paper import DESIGN, Paper, stock_or_first

    info, settings, own = file.info, laptop.settings, laptop.own_paper
    paper = Paper(stock_or_first(settings.stock, own), settings.design or DESIGN, own)
    drawn = 0
    if folder is not None:
        (folder / "badges").mkdir(exist_ok=True)

    def draw(state: GuestState, host: Guest | None) -> None:
        nonlocal drawn
        pdf = paper.draw(badge_for(state.guest, host, info, laptop.words)).pdf
        drawn += 1
        if folder is not None:
            (folder / "badges" / f"{drawn:04}.pdf").write_bytes(pdf)

    return draw


def _tell(laptop: Laptop, file: EventFile, evening: Rehearsal) -> None:
    _ = laptop.words.gettext
    info, now = file.info, evening.counts()
    click.echo(f"{info.name}: " + _("a rehearsal, nothing counts."))
    _table((what, str(number)) for what, number in sorted(evening.told.items()))
    click.echo(
        _("{expected} expected, {arrived} arrived, {inside} inside at the end.").format(
            expected=now.expected, arrived=now.arrived, inside=now.inside
        )
    )
    for method, minor in now.takings_minor.items():
        amount = money_words(minor, info.currency, laptop.words.language)
        click.echo(_("Takings, {method}: {amount}").format(method=method.value, amount=amount))
    click.echo("")
    header = (_("Step"), _("times"), _("median ms"), _("p99 ms"))
    _table([header, *_figures(evening.steps)])
    if evening.agrees():
        click.echo(_("The journal counts what was done: nobody lost, nobody doubled."))
    else:
        click.echo(_("The journal and what was done do not agree."), err=True)


def _figures(steps: Mapping[str, Sequence[float]]) -> Iterator[tuple[str, ...]]:
    """Each step: how often, and how long in milliseconds."""
    for step, seconds in steps.items():
        p99 = quantiles(seconds, n=100, method="inclusive")[98] if len(seconds) > 1 else seconds[0]
        yield step, str(len(seconds)), f"{median(seconds) * 1000:.1f}", f"{p99 * 1000:.1f}"


def _table(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows with their first cells to the left and numbers to the right."""
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *rest in lines:
        cells = [f"{cell:>{width + 2}}" for cell, width in zip(rest, widths[1:], strict=True)]
        click.echo(f"  {first:<{widths[0]}}{''.join(cells)}")
