"""Progress bars of long work: one for each stage, with an estimate of what is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

from ziping.app.auditing.run import Progress, Report
from ziping.cli.console import Speaking, console


def bars() -> Bars:
    """Return bars on the standard error, silent where nobody looks."""
    screen = console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Bars(*columns, console=screen, disable=not screen.is_terminal)


def reporting(shown: Bars, spoken: Speaking) -> Report:
    """Return what turns progress into bars."""
    known: dict[str, TaskID] = {}

    def report(progress: Progress) -> None:
        name = spoken.say(progress.stage)
        if name not in known:
            known[name] = shown.add_task(name, total=progress.total)
        shown.update(known[name], completed=progress.done)

    return report


@contextmanager
def bytes_shown(title: str) -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """Give what is told how many bytes there will be, and what is told of each piece; show a bar meanwhile."""
    screen = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Bars(*columns, console=screen, disable=not screen.is_terminal, transient=True) as shown:
        task = shown.add_task(title, total=None)
        yield partial(_expect, shown, task), partial(shown.advance, task)


def _expect(shown: Bars, task: TaskID, total: int) -> None:
    shown.update(task, total=total)
