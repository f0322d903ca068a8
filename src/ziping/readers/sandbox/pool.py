"""A pool of workers: started when needed, used again and again, replaced after any breach."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import LifoQueue
from types import TracebackType
from typing import Self, TypeVar

from pydantic import ValidationError

from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.model.sight import Sight
from ziping.readers.extract.text import is_plain
from ziping.readers.grid import Source
from ziping.readers.reading import Reading
from ziping.readers.sandbox.answers import SIGHTS, Wanted, answer_to
from ziping.readers.sandbox.limits import PLAIN, ROOMY, Limits
from ziping.readers.sandbox.worker import ALL, OverstepError, Worker

Given = TypeVar("Given")
Made = TypeVar("Made")


class RefusedError(ZipingError):
    """The worker refused the document with this sentence.

    ``kind`` is the name of the class it had there; ``cause`` is the mistake of ours behind it, if there was one.
    """

    def __init__(self, text: Text, kind: str = "", cause: str = "") -> None:
        """Keep the sentence and where it comes from."""
        super().__init__(text)
        self.kind, self.cause = kind, cause


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: its forms, or the error that says why there are none."""

    source: str
    forms: tuple[Form, ...] = ()
    error: ZipingError | None = None
    sight: Sight | None = None


class Sandbox:
    """Reads documents in worker processes; to be used in a ``with`` statement, from any number of threads."""

    def __init__(self, workers: int = 1, *, limits: Limits = PLAIN, roomy: Limits = ROOMY) -> None:
        """Prepare the pool; no process is started before a document comes."""
        self._workers = workers
        self._plain = _Slots(limits, workers)
        self._roomy = _Slots(roomy, 1)
        self._is_closed = False

    def __enter__(self) -> Self:
        """Return the sandbox."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        self.close()

    def close(self) -> None:
        """End all workers, those at work too; what they were reading is then an ``OverstepError``."""
        self._is_closed = True
        self._plain.close()
        self._roomy.close()

    def read(self, source: Source) -> Reading:
        """Return the forms of the document, or raise the ``ZipingError`` that says why there are none."""
        outcomes = list(self.outcomes(source))
        forms = tuple(form for outcome in outcomes for form in outcome.forms)
        if not forms:
            errors = (outcome.error for outcome in outcomes if outcome.error is not None)
            raise next(errors, _nothing(source))
        return Reading(source.name, forms)

    def outcomes(self, source: Source, wanted: Wanted = ALL) -> Iterator[Outcome]:
        """Yield what came of the document, or of each document in a .zip; never raise a ``ZipingError``.

        A short text is read here; after a breach the rest of an archive is read by a new worker.
        """
        if is_plain(source) and "breach" not in (answer := answer_to(source, wanted)):
            yield _outcome(source.name, answer)
            return
        number, is_done = 0, False
        while not is_done and not self._is_closed:
            is_done = True
            for outcome, at in _asked(self._plain, source, replace(wanted, first=number)):
                number = at + 1
                if outcome is None:
                    yield from (
                        o
                        for o, _ in _asked(self._roomy, source, replace(wanted, first=at, last=number))
                        if o is not None
                    )
                    continue
                yield outcome
                is_done = not isinstance(outcome.error, OverstepError) or outcome.source == source.name

    def read_all(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """Yield the outcomes of many documents in their order, with all workers busy."""
        for outcomes in in_order(lambda held: list(self.outcomes(held)), sources, self._workers):
            yield from outcomes


def in_order(work: Callable[[Given], Made], given: Iterable[Given], workers: int) -> Iterator[Made]:
    """Do the work in so many threads and yield what is made in the order given, with few things in memory."""
    threads = ThreadPoolExecutor(workers)
    try:
        waiting: deque[Future[Made]] = deque()
        for held in given:
            waiting.append(threads.submit(work, held))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


class _Slots:
    """As many workers as there are slots; an empty slot stands for a worker that is yet to be started."""

    def __init__(self, limits: Limits, count: int) -> None:
        self._limits = limits
        self._idle: LifoQueue[Worker | None] = LifoQueue()
        self._busy: set[Worker] = set()
        for _ in range(count):
            self._idle.put(None)

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        """Lend a worker; one that did not finish its answer is ended."""
        worker, is_done = self._idle.get(), False
        try:
            worker = worker or Worker(self._limits)
            self._busy.add(worker)
            yield worker
            is_done = True
        finally:
            self._give_back(worker, is_done=is_done)

    def _give_back(self, worker: Worker | None, *, is_done: bool) -> None:
        if worker is not None:
            self._busy.discard(worker)
            if not is_done:
                worker.close()
        self._idle.put(worker if worker is not None and worker.is_alive else None)

    def close(self) -> None:
        """End the workers: at once, whatever they are doing."""
        for worker in tuple(self._busy):
            worker.kill()
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for held in idle:
            if held is not None:
                held.close()
            self._idle.put(None)


def _asked(slots: _Slots, source: Source, wanted: Wanted) -> Iterator[tuple[Outcome | None, int]]:
    """Yield the outcome and number of each document; None for one that needs more room."""
    at, name = wanted.first, source.name
    with slots.worker() as worker:
        try:
            for answer in worker.ask(source, wanted):
                name = str(answer.get("source", name))
                number = answer.get("begin", answer.get("number"))
                at = number if isinstance(number, int) else at
                if "begin" not in answer:
                    yield (None if "room" in answer else _outcome(name, answer)), at
        except OverstepError as error:
            text = Text(
                error.text.zh.replace(source.name, name, 1), error.text.en.replace(source.name, name, 1)
            )
            yield Outcome(name, error=OverstepError(text)), at


def _outcome(name: str, answer: dict[str, object]) -> Outcome:
    """Return what the worker answered, as far as it can be believed."""
    forms, seen = answer.get("forms"), answer.get("sight")
    try:
        sight = SIGHTS.validate_json(seen) if isinstance(seen, str) else None
        if isinstance(forms, list):
            held = tuple(Form.from_json(form) for form in forms if isinstance(form, str))
            return Outcome(name, held, sight=sight)
    except ValidationError:
        return Outcome(name, error=_nothing(Source(name, b"")))
    text = Text(str(answer.get("zh", "")), str(answer.get("en", "")))
    kind, cause = (str(answer.get(key, "")) for key in ("kind", "cause"))
    return Outcome(name, error=RefusedError(text, kind, cause), sight=sight)


def _nothing(source: Source) -> RefusedError:
    return RefusedError(
        Text(
            "{name}：没有读到任何表；请检查文件内容", "{name}: no form was read; check what the file holds"
        ).fill(name=source.name)
    )
