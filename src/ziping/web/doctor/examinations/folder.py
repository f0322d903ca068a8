"""The folder of the database and files: whether it can be written to, has room, and keeps its secret."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from ziping.model.language import Text
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient
from ziping.web.preparing import DataFolderError, make_folder

_SUBJECT: Final = Text("数据文件夹", "data folder")
_SPACE: Final = Text("磁盘空间", "disk space")
_LEAST, _COMFORTABLE = 1 << 30, 5 << 30
"""Bytes."""


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Look at the folder, its disk and its secret."""
    del patient
    folder = Path(settings.DATA)
    if not folder.is_dir():
        yield Diagnosis(
            Health.BAD,
            _SUBJECT,
            Text(f"{folder} 不存在", f"{folder} does not exist"),
            Text(
                "请用 --data 指明；新装的请先运行 ziping serve 或 ziping admin",
                "name it with --data; a new one is made by ziping serve and ziping admin",
            ),
        )
        return
    try:
        make_folder(folder)
    except DataFolderError as error:
        yield Diagnosis(Health.BAD, _SUBJECT, error.text)
        return
    yield Diagnosis(Health.GOOD, _SUBJECT, Text(f"{folder} 可以写入", f"{folder} can be written to"))
    yield _space(folder)
    yield from _secret(Path(settings.SECRET_FILE))


def _space(folder: Path) -> Diagnosis:
    free = shutil.disk_usage(folder).free
    found = Text(f"剩余 {free >> 20:,} MB", f"{free >> 20:,} MB are free")
    if free >= _COMFORTABLE:
        return Diagnosis(Health.GOOD, _SPACE, found)
    advice = Text("请清理磁盘，或把数据文件夹迁到更大的盘", "make room, or move the folder to a larger disk")
    return Diagnosis(Health.FAIR if free >= _LEAST else Health.BAD, _SPACE, found, advice)


def _secret(file: Path) -> Iterator[Diagnosis]:
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Diagnosis(
            Health.BAD,
            Text("密钥文件", "secret"),
            Text(f"{file} 可被其他用户读取", f"{file} can be read by others"),
            Text(f"请运行 chmod 600 {file}", f"run chmod 600 {file}"),
        )
