"""How far an export has come, on the terminal of who started it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dialogs.exporting import Page


@contextmanager
def shown_progress() -> Iterator[Callable[[Page], None]]:
    """A bar on stderr while the block runs, if that is a terminal; give it every page that was written."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:14}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar, rows = progress.add_task("", total=1.0, rows=0), 0

        def tell(page: Page) -> None:
            nonlocal rows
            rows += len(page.rows)
            progress.update(bar, description=page.layout.name, completed=page.done, rows=rows)

        yield tell


def told_shares() -> Callable[[float], None]:
    """Give it shares, 0 to 1: it tells the percentage on stdout whenever it is another."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        done = int(100 * share)
        if done > told:
            told = done
            typer.echo(done)
            sys.stdout.flush()

    return tell


@contextmanager
def told_progress() -> Iterator[Callable[[Page], None]]:
    """The percentage that is done, on stdout, whenever it is another."""
    tell_share = told_shares()

    def tell(page: Page) -> None:
        tell_share(page.done)

    yield tell
