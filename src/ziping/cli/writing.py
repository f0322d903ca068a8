"""What commands that write many files show: how far the run is, and at its end what became of the files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.progress import track

from ziping.app.folder import Outcome, Written
from ziping.cli.console import OUTCOME_CLEAN, OUTCOME_UNREADABLE, Speaking, complain, console
from ziping.model.language import Text


def told(results: Iterable[Written], folder: Path, spoken: Speaking) -> int:
    """Go through a run, say what failed and how many files there are, and return the exit status."""
    counted = _counted(_shown(results, spoken))
    console().print(spoken.say(_summary(counted, folder)), markup=False)
    return OUTCOME_UNREADABLE if counted[Outcome.FAILED] else OUTCOME_CLEAN


def _shown(results: Iterable[Written], spoken: Speaking) -> Iterator[Written]:
    """Show how far the run is, where somebody looks on."""
    bar = console(stderr=True)
    title = spoken.say(Text("写出", "writing"))
    yield from track(results, title, total=None, console=bar, disable=not bar.is_terminal, transient=True)


def _counted(results: Iterable[Written]) -> Counter[Outcome]:
    counted: Counter[Outcome] = Counter()
    for result in results:
        counted[result.outcome] += 1
        if result.error is not None:
            complain(result.error.text)
    return counted


def _summary(counted: Counter[Outcome], folder: Path) -> Text:
    written, current, failed = (counted[outcome] for outcome in Outcome)
    return Text(
        f"{folder}：写出 {written} 个文件，已有且无变化 {current} 个，未成 {failed} 个",
        f"{folder}: {written} files written, {current} there already, {failed} failed",
    )
