"""``pennant import``: load a guest list, from a file or pasted, once or again."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from data.guestlist.fields import Choice, Field
from data.guestlist.listing import GuestList, RowProblem
from data.guestlist.read import read_bytes, read_file
from data.matching import LoadPlan
from data.store.loads import compare, load
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.problem_words import problem_words
from kiosk.words import Words

SHOWN_PROBLEMS = 50


@click.command("import")
@event_argument
@click.argument("source", metavar="LIST")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help=f"Where a field stands, by header or number from 1. Fields: {', '.join(Field)}.",
)
@click.option("--sheet", help="The sheet of a workbook.")
@click.option("--encoding", help="The encoding, where Pennant is wrong about it.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@json_option
@with_laptop
@click.pass_context
def import_list(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    source: str,
    columns: tuple[str, ...],
    sheet: str | None,
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Load the guest list LIST; "-" reads what is pasted on standard input.

    Loading a list again adds the late ones, updates the changed, and never touches what happened
    at the door. Exit status 1: there were rows with problems, each told with its row and column.
    """
    choice = Choice(encoding=encoding, sheet=sheet)
    for column in columns:
        choice = _with_column(choice, column)
    with laptop.open_event(event, backup=not dry_run) as file:
        info = file.info
        if source == "-":
            data = sys.stdin.buffer.read()
            listed = read_bytes(data, choice, info.currency, info.timezone)
        else:
            listed = read_file(source, choice, info.currency, info.timezone)
        plan = compare(file, listed.guests)
        if not dry_run:
            load(file, plan)
    if as_json:
        tell(_answer(listed, plan, dry_run, laptop.words))
    else:
        click.echo("\n".join(_lines(listed, plan, dry_run, laptop.words)))
        _tell_problems(listed.problems, laptop.words)
    ctx.exit(1 if listed.problems else 0)


def _with_column(choice: Choice, text: str) -> Choice:
    name, equals, header = text.partition("=")
    if not equals or name not in tuple(Field) or not header.strip():
        message = f"{text} is not FIELD=HEADER with one of the fields {', '.join(Field)}"
        raise click.BadParameter(message, param_hint="--column")
    field = Field(name)
    number = int(header) - 1 if header.isascii() and header.isdigit() else None
    place = header if number is None or number < 0 else number
    if field is Field.IGNORE:
        return replace(choice, ignored=(*choice.ignored, place))
    return replace(choice, columns={**choice.columns, field: place})


def _answer(listed: GuestList, plan: LoadPlan, dry_run: bool, words: Words) -> dict[str, object]:
    return {
        "loaded": len(plan.new),
        "updated": len(plan.changed),
        "unchanged": plan.unchanged,
        "cancelled": plan.cancelled,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "why": problem_words(problem, words),
                "code": problem.code.value,
                "value": problem.value,
                "severity": problem.severity.value,
            }
            for problem in listed.problems
        ],
        "encoding": listed.encoding,
        "columns": {field.value: _header(listed, at) for field, at in listed.columns.items()},
        "recognised": {field.value: how.value for field, how in listed.recognised.items()},
        "unrecognised": list(listed.unrecognised),
        "source": listed.source,
        "delimiter": listed.delimiter,
        "sheet": listed.sheet,
        "sheets": list(listed.sheets),
        "newly_cancelled": plan.newly_cancelled,
        "not_in_list": plan.not_in_list,
        "new_products": list(plan.products),
        "dry_run": dry_run,
    }


def _header(listed: GuestList, at: int) -> str:
    """What the column is called, or its number from 1 where the list has no header."""
    return listed.header[at] if at < len(listed.header) else str(at + 1)


def _lines(listed: GuestList, plan: LoadPlan, dry_run: bool, words: Words) -> list[str]:
    _ = words.gettext
    lines = [_("Nothing is written: this is only a look.")] if dry_run else []
    lines.append(
        _("{new} new, {changed} changed, {unchanged} as they were, {cancelled} signed off.").format(
            new=len(plan.new),
            changed=len(plan.changed),
            unchanged=plan.unchanged,
            cancelled=plan.cancelled,
        )
    )
    if plan.not_in_list:
        told = words.ngettext(
            "{number} guest of the event is not in this list and stays.",
            "{number} guests of the event are not in this list and stay.",
            plan.not_in_list,
        )
        lines.append(told.format(number=plan.not_in_list))
    if len(listed.sheets) > 1:
        told = _("Sheet “{sheet}”; this workbook also has: {others}")
        others = ", ".join(name for name in listed.sheets if name != listed.sheet)
        lines.append(told.format(sheet=listed.sheet, others=others))
    lines += [f"  {field}: {_header(listed, at)}" for field, at in listed.columns.items()]
    if listed.unrecognised:
        passed = list(listed.unrecognised[:SHOWN_PROBLEMS])
        rest = len(listed.unrecognised) - len(passed)
        if rest:
            more = words.ngettext("and {number} more", "and {number} more", rest)
            passed.append(more.format(number=rest))
        lines.append(_("Passed over: {headers}").format(headers=", ".join(passed)))
    return lines


def _tell_problems(problems: tuple[RowProblem, ...], words: Words) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        place = words.gettext("Row {row}").format(row=problem.row)
        where = f"{place}, {problem.column}" if problem.column else place
        click.echo(f"{where}: {problem_words(problem, words)}", err=True)
    rest = len(problems) - SHOWN_PROBLEMS
    if rest > 0:
        more = words.ngettext("and {number} more", "and {number} more", rest)
        click.echo(more.format(number=rest), err=True)
