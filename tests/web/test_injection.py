"""What people type stays text: on pages, in questions to the database, in paths, in workbooks and in Word templates."""

import csv
import re
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import LazySettings

from tests.samples import ROOT, real
from tests.web.conftest import World
from tests.writers.opened import word_lines, workbook
from ziping.web.evidence.keeping import folder, path_of
from ziping.web.evidence.models import Evidence
from ziping.web.importing.reading import bring, brought
from ziping.web.jobs import operations
from ziping.web.jobs.files import result_path
from ziping.web.jobs.worker import work_through
from ziping.web.organisations.models import Organisation
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record, State, Waiver

MARKUP = "<script>alert(1)</script>{{ 7|add:35 }}{% now 'Y' %}${7*6}<b a='\">"
FORMULA = "=cmd|'/c calc'!A1"
TEMPLATE = "{{ 7*6 }}{% for x in y %}{{ cycler.__init__.__globals__ }}"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def named(world: World, project: str, *, cells: str = "") -> Record:
    """Make a form of that project, with the text in its cells too."""
    form = real("2023/3")
    rows = tuple(
        it.model_copy(update={"level3": f"{cells}{number}", "deviation_analysis": cells})
        for number, it in enumerate(form.indicators)
    )
    more = {"indicators": rows, "goal": form.goal.model_copy(update={"actual": cells})} if cells else {}
    form = form.model_copy(update={"project": project, **more})
    return create_record(
        task=world.task, unit=world.places["unit"], form=form, actor=world.people["clerk"], at=world.now
    )


def pages_of(record: Record) -> dict[str, str]:
    """Return every kind of page on which names and texts are shown, with who looks at it."""
    own = f"/forms/{record.pk}/"
    return {
        "/": "clerk",
        "/forms/?tab=all": "clerk",
        own: "clerk",
        f"{own}history/": "clerk",
        f"{own}history/1/": "clerk",
        f"{own}evidence/": "clerk",
        f"{own}import/": "clerk",
        "/forms/notices/": "clerk",
        "/compare/": "department",
        "/organisations/": "admin",
        "/tasks/": "finance",
        "/sampling/": "finance",
        "/jobs/": "clerk",
        "/public/": "stranger",
        f"/public/{record.pk}/": "stranger",
    }


def test_markup_is_shown_as_it_was_typed_on_every_page(world: World) -> None:
    Organisation.objects.filter(pk=world.places["unit"].pk).update(name=MARKUP)
    record = named(world, MARKUP, cells=MARKUP)
    Record.objects.filter(pk=record.pk).update(state=State.PUBLISHED)
    Waiver.objects.create(
        record=record, code="A01", said=MARKUP, reason=MARKUP, by=world.people["unit"], at=world.now
    )
    seen = []
    for path, who in pages_of(record).items():
        page = world.client(who).get(path, headers={"X-Part": "evidence"}, follow=True).content.decode()
        assert "<script>alert" not in page, path
        assert not re.search(r"</script>(42|2\d{3})", page), path
        if "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:35 }}{% now " in page:
            seen.append(path)
    own = f"/forms/{record.pk}/"
    assert {"/forms/?tab=all", own, f"{own}history/1/", "/organisations/", f"/public/{record.pk}/"} <= set(
        seen
    )


@pytest.mark.parametrize(
    "words",
    ["' OR '1'='1", '" OR 1=1 --', "%", "_", "%%' --", "'; DROP TABLE records_record; --", "* NEAR(a)", "\\"],
)
def test_a_question_to_the_database_stays_words(world: World, words: str) -> None:
    record = named(world, "外宣经费")
    Record.objects.filter(pk=record.pk).update(state=State.PUBLISHED)
    for path, who in (("/forms/?tab=all", "clerk"), ("/public/", "stranger")):
        found = world.client(who).get(path, {"tab": "all", "q": words})
        assert found.status_code == 200
        assert f"/{record.pk}/" not in found.content.decode(), "nothing holds these words"
    for name in ("order", "state", "grade", "task", "place", "page", "year", "tab"):
        assert world.client("clerk").get("/forms/", {name: words}).status_code == 200
        assert world.client("stranger").get("/public/", {name: words}).status_code == 200
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../../evil.png",
        "..\\..\\evil.png",
        "/etc/evil.png",
        "a/../../evil.png",
        "evil\r\nX-Evil: 1.png",
        "CON",
        "",
    ],
)
def test_the_name_of_a_file_is_no_path(world: World, name: str, own_files: Path) -> None:
    record, client = named(world, "外宣经费"), world.client("clerk")
    quoted = name.replace("\\", "\\\\")
    body = (
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{quoted}"\r\n\r\n'.encode()
        + PNG
        + b"\r\n--x--\r\n"
    )
    client.post(f"/forms/{record.pk}/evidence/", body, content_type="multipart/form-data; boundary=x")
    for evidence in Evidence.objects.all():
        assert not re.search(r"[/\\\r\n]|^\.\.", evidence.name)
        assert path_of(evidence.digest).is_relative_to(folder())
        got = client.get(f"/forms/{record.pk}/evidence/{evidence.pk}/")
        assert got.headers["Content-Disposition"].startswith("attachment; filename")
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Content-Type"] == "application/octet-stream"
        assert "X-Evil" not in got.headers
        got.close()
    kept = [it.relative_to(own_files).as_posix() for it in own_files.rglob("*") if it.is_file()]
    assert all(re.fullmatch("files/evidence/[0-9a-f]{2}/[0-9a-f]{64}", it) for it in kept)


@pytest.mark.parametrize("digest", ["..", "../../secret", "%2e%2e%2fsecret", "x" * 64, "0" * 63])
def test_a_digest_in_an_address_is_no_path(world: World, digest: str, own_files: Path) -> None:
    record = named(world, "外宣经费")
    (own_files / "secret.json").write_text("{}")
    assert world.client("clerk").get(f"/forms/{record.pk}/import/{digest}/").status_code == 404
    assert brought(record, "0" * 64) is None


@pytest.mark.parametrize("path", ["export/../../etc/", "export/exe/", "export/..%2f..%2fpasswd/"])
def test_a_format_in_an_address_is_no_path(world: World, path: str) -> None:
    record = named(world, "外宣经费")
    assert world.client("clerk").get(f"/forms/{record.pk}/{path}").status_code == 404
    for other in ("/tasks/templates/../../settings.xlsx", "/organisations/import/..%2f/template.xlsx"):
        assert world.client("admin").get(other).status_code == 404


def test_no_text_becomes_a_formula_in_what_is_exported(world: World) -> None:
    record = named(world, FORMULA, cells=FORMULA)
    client = world.client("clerk")

    def exported(name: str) -> bytes:
        answer = client.get(f"/forms/{record.pk}/export/{name}/")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return b"".join(answer)

    rows = list(csv.reader(StringIO(exported("csv").decode("utf-8-sig"))))
    assert any(FORMULA in it for row in rows for it in row)
    assert [it for row in rows for it in row if re.match(r"\s*[=+@＝＋＠]", it)] == []
    pages = workbook(exported("xlsx"))
    assert not any("cmd" in it for page in pages.values() for it in page.formulas.values())


def test_names_in_an_archive_of_a_job_are_no_paths_and_no_formulas(world: World, own_files: Path) -> None:
    for project in ("../../evil", "/etc/evil", "..\\evil", FORMULA, "con"):
        named(world, project)
    job = operations.start(
        name="export",
        person=world.people["clerk"],
        parameters={"task": world.task.pk, "formats": "csv"},
        at=world.now,
    )
    assert work_through() == 1
    job.refresh_from_db()
    assert job.state == "done"
    with ZipFile(result_path(job)) as packed:
        names = packed.namelist()
        assert len(set(names)) == 5
        parts = [part for it in names for part in it.split("/")]
        assert [it for it in parts if re.search(r"[\\:|]|^\.*$", it)] == []
    assert result_path(job).is_relative_to(own_files)


def test_what_is_typed_is_no_instruction_to_a_word_template(world: World) -> None:
    record = named(world, f"经费{TEMPLATE}", cells=TEMPLATE)
    Record.objects.filter(pk=record.pk).update(state=State.UNIT)
    client = world.client("unit")
    for kind in ("review", "letter"):
        answer = client.get(f"/reports/{record.pk}/{kind}/docx/")
        assert answer.status_code == 200
        text = "\n".join(word_lines(b"".join(answer)))
        assert TEMPLATE in text
        assert "42" not in text.replace(TEMPLATE, "").split("经费")[1][:10]
        assert "<module" not in text


def test_a_brought_document_is_kept_under_its_hash_alone(world: World, own_files: Path) -> None:
    record = named(world, "外宣经费")
    text = (ROOT / "samples" / "shanghai-2023.txt").read_bytes()
    held = bring(record, "../../evil.txt", text)
    assert held.path == own_files / "files" / "imports" / str(record.pk) / held.digest
    assert not set(held.name) & {"/", "\\"}
