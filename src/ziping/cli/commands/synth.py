"""``ziping synth``: forms that nobody filled in, with known defects, to measure checks and machines by."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ziping.app.auditing.engines import Engine
from ziping.app.auditing.run import carry_out
from ziping.app.synthesis.table import Recipe, gathered, parts
from ziping.cli.arguments import Lang
from ziping.cli.commands.audit import Jobs, chosen
from ziping.cli.console import Speaking, console, speaking
from ziping.cli.progress import bars, reporting
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


def synth(
    context: typer.Context,
    forms: Forms,
    *,
    seed: Seed,
    out: Out,
    share: Share = 0.2,
    indicators: Rows = None,
    jobs: Jobs = 0,
    lang: Lang = None,
) -> None:
    """生成仿真自评表（Parquet），按比例植入已知缺陷并另列清单，供测量审核用。

    Make synthetic forms as Parquet, a known share with a planted defect, each listed beside them.
    """
    spoken = speaking(context, lang)
    recipe = Recipe(forms, seed, share, indicators)
    if out.suffix.lower() != ".parquet":
        _made(recipe, out, chosen(jobs), spoken)
        tables, listed = out / "forms", out / "planted"
    else:
        tables, listed = out, out.with_suffix(".planted.parquet")
        with TemporaryDirectory() as held:
            _made(recipe, Path(held), chosen(jobs), spoken)
            gathered(sorted(Path(held, "planted").iterdir()), listed)
            gathered(sorted(Path(held, "forms").iterdir()), tables)
    said = Text(
        f"{forms:,} 张表在 {tables}，植入的缺陷列在 {listed}",
        f"{forms:,} forms in {tables}, planted: {listed}",
    )
    console().print(spoken.say(said), markup=False)


def _made(recipe: Recipe, folder: Path, engine: Engine, spoken: Speaking) -> None:
    with bars() as shown:
        carry_out(parts(recipe, folder), Text("生成", "making forms"), engine, reporting(shown, spoken))
