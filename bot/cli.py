"""The shell command `rapporteur` (CONTRACT §3).

Exit status: 0 done, 1 refused or failed with a sentence on stderr, 2 wrong usage.
"""

import asyncio
import json
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop

from bot import logs
from bot.files import read_sheets
from bot.settings import BadSettings, Settings, read_settings
from locales import LANGUAGES
from manifest.package import NEWEST, OLDER, Developer, PackageRefused, build
from pmo.importing.outcome import ImportOutcome
from pmo.importing.sheets import Unreadable
from storage.records import StoreError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The PMO associate that lives in Microsoft Teams.")

LONGEST_PLAN_DAYS = 3 * 366
_NOBODY = Developer()
AsJson = Annotated[bool, typer.Option("--json", help="Machine output on stdout.")]


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def serve() -> None:
    """Run the bot until it is told to stop."""
    from bot.service import serve_until_stopped

    settings = _settings()
    logs.set_up(settings.log_format)
    _run(serve_until_stopped(settings))


def _named_path(words: str) -> Path:
    """An empty path would be the folder one happens to be in."""
    if not words.strip():
        raise typer.BadParameter("The path is empty; name a folder or a file.")
    return Path(words)


@app.command("import")
def import_(
    path: Annotated[
        Path, typer.Argument(parser=_named_path, help="A folder of CSV files, or one .xlsx or .json file.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the portfolio in from files: all of it, or nothing on any error."""
    from bot.importing import import_files

    settings = _settings(for_store_only=True)
    try:
        sheets = read_sheets(path)
    except Unreadable as refused:
        if as_json:
            unread = ImportOutcome.unread([refused.about(path.name)], dry_run=dry_run)
            typer.echo(json.dumps(unread.as_json(), ensure_ascii=False))
            raise typer.Exit(1) from None
        raise _stop(str(refused)) from None
    outcome = _run(import_files(settings, sheets, dry_run=dry_run))
    if as_json:
        typer.echo(json.dumps(outcome.as_json(), ensure_ascii=False))
    else:
        for line in outcome.sentences():
            typer.echo(line, err=outcome.refused)
    if outcome.refused:
        raise typer.Exit(1)


@app.command()
def export(
    path: Annotated[
        Path, typer.Argument(parser=_named_path, help="A folder for CSV files, or a file that ends in .xlsx or .json.")
    ],
    member: Annotated[str, typer.Option(help="What the member with this id may see; all without it.")] = "",
    filters: Annotated[str, typer.Option(help="Of that the projects of these filters, as behind “portfolio”.")] = "",
    as_json: AsJson = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="Tell the percentage that is done, a line each.")
    ] = False,
) -> None:
    """Write the portfolio into files that an import reads; works beside a running bot."""
    from bot.export_targets import CannotWrite
    from bot.exporting import export_files
    from bot.progress import shown_progress, told_progress
    from dialogs.exporting import CannotExport, Extract

    if filters and not member:
        raise typer.BadParameter("Filters are of what somebody may see: say whose with --member.")
    settings = _settings(for_store_only=True)
    try:
        with told_progress() if progress else shown_progress() as tell:
            rows = _run(export_files(settings, path, Extract(member=member, filters=filters), tell=tell))
    except (CannotWrite, CannotExport) as refused:
        raise _stop(str(refused)) from None
    if as_json:
        typer.echo(json.dumps(rows))
    else:
        for name, count in rows.items():
            typer.echo(f"{name}: {count:,}")


@app.command()
def report(
    paths: Annotated[
        list[Path], typer.Argument(help="The files: .docx of a project; .pptx and .xlsx of a program; .pdf of either.")
    ],
    code: Annotated[str, typer.Option("--of", help="The code of a project or program; the portfolio without it.")] = "",
    language: Annotated[str, typer.Option(help="en, fr, nl or de.")] = "",
    member: Annotated[str, typer.Option(help="No more than the member of this id may see.")] = "",
    progress: Annotated[bool, typer.Option(help="Tell on stdout how far it has come, in per cent.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a project's status report or a committee's pack; works beside a running bot."""
    from bot.pdf import CannotConvert
    from bot.progress import told_shares
    from bot.reporting import CannotReport, write_reports
    from dialogs.report_views import NothingToReport, Wanted

    settings = _settings(for_store_only=True)
    language = language.lower()
    if language and language not in LANGUAGES:
        raise _stop(f"The language is one of {', '.join(LANGUAGES)}, not “{language}”.")
    wanted = Wanted(code=code, member=member, language=language)
    try:
        written = _run(write_reports(settings, wanted, paths, told_shares() if progress else None))
    except (CannotReport, CannotConvert, NothingToReport) as refused:
        raise _stop(str(refused)) from None
    if as_json:
        typer.echo(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        for path in written:
            typer.echo(path)


@app.command()
def plan(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.")],
    member: Annotated[str, typer.Option(help="The id of one member; all without it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Who will be asked when, and why a day was moved; works beside a running bot."""
    from bot.planning import UnknownMember, in_a_line, planned_asks

    if last < first:
        raise _stop(f"The last day, {last:%Y-%m-%d}, is before the first, {first:%Y-%m-%d}.")
    if (last - first).days > LONGEST_PLAN_DAYS:
        raise _stop(f"A plan covers at most {LONGEST_PLAN_DAYS} days.")
    try:
        rows = _run(planned_asks(_settings(for_store_only=True), first.date(), last.date(), member))
    except UnknownMember as unknown:
        raise _stop(str(unknown)) from None
    if as_json:
        typer.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False))
    else:
        for row in rows:
            typer.echo(in_a_line(row))


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its store; emptied at each start.")] = Path(
        "var/demo"
    ),
    port: Annotated[int, typer.Option(help="The port of the Teams client in the browser.")] = 56150,
    bot_port: Annotated[int, typer.Option(help="The port of the bot.", envvar="RAPPORTEUR_PORT")] = 3978,
) -> None:
    """The sample portfolio, the bot and a Teams client in your browser, on a clock you move."""
    from bot.demo.node import PlaygroundUnavailable
    from bot.demo.terminal import run_demo
    from bot.demo.week import Ports

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "bot.log").open("a", encoding="utf-8") as log:
            logs.set_up("json", into=log)
            _run(run_demo(folder, Ports(client=port, bot=bot_port)))
    except (PlaygroundUnavailable, OSError) as refused:
        raise _stop(str(refused)) from None


@app.command()
def package(
    app_id: Annotated[str, typer.Option(help="The bot's Entra application id (GUID).")],
    target: Annotated[Path, typer.Option(help="The zip file to write.")] = Path("rapporteur.zip"),
    name: Annotated[str, typer.Option(help="Who answers for the app.")] = _NOBODY.name,
    website: Annotated[str, typer.Option(help="Their https address.")] = _NOBODY.website,
    privacy: Annotated[str, typer.Option(help="Their privacy statement.")] = _NOBODY.privacy,
    terms: Annotated[str, typer.Option(help="Their terms of use.")] = _NOBODY.terms,
    public_url: Annotated[str, typer.Option(help="The bot's own address.", envvar="RAPPORTEUR_PUBLIC_URL")] = "",
    manifest: Annotated[
        str, typer.Option(help=f"Version of the manifest; {OLDER} for a tenant without slash commands.")
    ] = NEWEST,
) -> None:
    """Build the Teams app package."""
    developer = Developer(name=name, website=website, privacy=privacy, terms=terms)
    try:
        typer.echo(build(app_id, target, developer=developer, public_url=public_url, version=manifest))
    except PackageRefused as refused:
        raise _stop(str(refused)) from None


def _settings(*, for_store_only: bool = False) -> Settings:
    try:
        return read_settings(for_store_only=for_store_only)
    except BadSettings as bad:
        raise _stop(str(bad)) from None


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run on uvloop; what storage or the operating system refuses is said in one sentence."""
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(work)
    except (StoreError, OSError) as refused:
        raise _stop(str(refused)) from None


def _stop(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)
