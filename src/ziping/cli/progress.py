"""Progress bars of long work: one for each stage, with an estimate of what is left."""

from rich.progress import (
    BarColumn,
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
