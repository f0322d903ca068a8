"""Documents that were compared are kept for a month; evidence for ever."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.samples import ROOT
from tests.web.conftest import World
from ziping.web.evidence.keeping import keep, path_of
from ziping.web.importing.reading import bring, brought, folder
from ziping.web.importing.sweeping import KEPT, sweep
from ziping.web.jobs import worker


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def aged(file: Path, days: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    at = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(file, (at, at))
    return file


def test_the_worker_takes_away_what_is_older_than_a_month_and_nothing_else(
    db: None, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del db
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own must stay open
    old = [aged(own_files / "imports" / "r" / "a", 31), aged(own_files / "pictures" / "p.png", 31)]
    young = [aged(own_files / "imports" / "r" / "b", 29), aged(own_files / "pictures" / "q.png", 29)]
    evidence = aged(path_of(keep(b"contract")), 4000)
    asked = iter([False, True])
    worker.run(is_over=lambda: next(asked))
    assert not any(it.exists() for it in old)
    assert all(it.exists() for it in [*young, evidence])
    assert sweep(timezone.now()) == 0


def test_a_document_that_is_gone_is_no_fault(world: World) -> None:
    record = world.record()
    text = (ROOT / "samples" / "shanghai-2023.txt").read_bytes()
    held = bring(record, "表.txt", text)
    assert brought(record, held.digest) is not None
    held.path.unlink()
    assert brought(record, held.digest) is None
    assert world.client("clerk").get(f"/forms/{record.pk}/import/{held.digest}/").status_code == 404
    assert sweep(timezone.now() + KEPT + timedelta(days=1)) == 1
    assert list(folder(record).iterdir()) == []
