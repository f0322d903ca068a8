"""Backups: whether there is one, how old the last is, and whether it is still where it was put."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from ziping.model.language import Text
from ziping.web.backup.making import last_backup
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient

_SUBJECT: Final = Text("备份", "backup")
_ADVICE: Final = Text(
    "请运行 ziping backup 文件夹，并设为每天自动备份（见 docs/how-to/back-up.zh-CN.md）",
    "run ziping backup FOLDER, and let it be done every day (docs/how-to/back-up.zh-CN.md)",
)
_FRESH: Final = timedelta(days=2)


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Look at what the last backup left behind in the data folder."""
    last = last_backup()
    if last is None:
        yield Diagnosis(Health.FAIR, _SUBJECT, Text("还没有备份过", "none was made yet"), _ADVICE)
        return
    at, path = last
    age = patient.now - at
    shown = Text(
        f"最近一次在 {age.days} 天 {age.seconds // 3600} 小时前：{path}",
        f"the last was {age.days} days {age.seconds // 3600} hours ago: {path}",
    )
    is_fresh = age <= _FRESH
    yield Diagnosis(Health.GOOD if is_fresh else Health.FAIR, _SUBJECT, shown, None if is_fresh else _ADVICE)
    if not path.is_file():
        gone = Text(f"{path} 已不在原处", f"{path} is no longer there")
        yield Diagnosis(
            Health.FAIR, _SUBJECT, gone, Text("请确认它已移到别处保存", "make sure that it is kept elsewhere")
        )
