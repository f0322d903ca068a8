"""``ziping synth``: forms that nobody filled in, with known defects, to measure checks and machines by."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ziping.app.auditing.run import carry_out
from ziping.app.synthesis.documents import write_documents
from ziping.app.synthesis.table import Recipe, gathered, parts
from ziping.app.writing import Order, formats_named
from ziping.cli.arguments import Lang
from ziping.cli.commands.audit import Jobs, chosen
from ziping.cli.console import Speaking, console, speaking
from ziping.cli.progress import bars, reporting
from ziping.cli.writing import told
from ziping.model.language import Text

Forms = Annotated[int, typer.Argument(metavar="N", min=1, help="张数 · how many forms", show_default=False)]
Seed = Annotated[int, typer.Option(help="种子：相同则表相同 · the same seed, the same forms")]
Out = Annotated[
    Path,
    typer.Option(
        metavar="FILE|DIR",
        help="一个 .parquet 文件，或者分片的文件夹 · one .parquet file, or a folder of parts",
        show_default=False,
    ),
]
Share = Annotated[
    float, typer.Option(min=0, max=1, help="植入缺陷的比例 · share of forms with a planted defect")
]
Rows = Annotated[
    int | None,
    typer.Option(
        "--indicators",
        min=4,
        max=20,
        help="每张表的指标数 · indicators of every form",
        show_default=False,
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="F,F",
        help="另外逐张写成文件，如 docx,xlsx · also write each form as documents, such as docx,xlsx",
        show_default=False,
    ),
]


def synth(  # noqa: PLR0913 — one parameter for each option
    context: typer.Context,
    forms: Forms,
    *,
    seed: Seed,
    out: Out,
    share: Share = 0.2,
    indicators: Rows = None,
    to: To = None,
    jobs: Jobs = 0,
    lang: Lang = None,
) -> None:
    """生成仿真自评表（Parquet，可另写成文件），按比例植入已知缺陷并另列清单，供测量审核用。

    Make synthetic forms as Parquet and as documents, a known share with a planted defect, each listed beside them.
    """
    spoken = speaking(context, lang)
    formats = formats_named(to) if to else ()
    recipe = Recipe(forms, seed, share, indicators)
    if out.suffix.lower() != ".parquet":
        _made(recipe, out, jobs, spoken)
        tables, listed, documents = out / "forms", out / "planted", out / "documents"
    else:
        tables, listed, documents = out, out.with_suffix(".planted.parquet"), out.with_suffix(".documents")
        with TemporaryDirectory() as held:
            _made(recipe, Path(held), jobs, spoken)
            gathered(sorted(Path(held, "planted").iterdir()), listed)
            gathered(sorted(Path(held, "forms").iterdir()), tables)
    said = Text(
        f"{forms:,} 张表在 {tables}，植入的缺陷列在 {listed}",
        f"{forms:,} forms in {tables}, planted: {listed}",
    )
    console().print(spoken.say(said), markup=False)
    if formats:
        made = sorted(tables.iterdir()) if tables.is_dir() else [tables]
        results = write_documents(made, Order(formats, documents))
        raise typer.Exit(told(results, documents, spoken))


def _made(recipe: Recipe, folder: Path, jobs: int, spoken: Speaking) -> None:
    with chosen(jobs) as engine, bars() as shown:
        carry_out(parts(recipe, folder), Text("生成", "making forms"), engine, reporting(shown, spoken))
