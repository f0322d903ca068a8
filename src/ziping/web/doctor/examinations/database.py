"""The database: whether it answers, has the schema of this release, and whether nobody changed the history of a form."""

from collections.abc import Iterator
from typing import Final

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from ziping.model.language import Text
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient
from ziping.web.records.history import verify_all

_SUBJECT: Final = Text("数据库", "database")
_HISTORY: Final = Text("变更历史", "history")


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Look at the connection, the schema and the chains of events."""
    del patient
    try:
        waiting = _waiting_migrations()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        yield Diagnosis(
            Health.BAD,
            _SUBJECT,
            Text(f"连不上：{reason}", f"does not answer: {reason}"),
            Text("请检查 DATABASE_URL，以及数据库是否已启动", "check DATABASE_URL, and whether it runs"),
        )
        return
    yield _schema(waiting)
    if not waiting:
        yield _history()


def _waiting_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _schema(waiting: int) -> Diagnosis:
    name = connection.vendor
    if not waiting:
        return Diagnosis(
            Health.GOOD,
            _SUBJECT,
            Text(f"{name} 已连通，结构为最新", f"{name} answers, its schema is up to date"),
        )
    return Diagnosis(
        Health.BAD,
        _SUBJECT,
        Text(
            f"{name} 已连通，还有 {waiting} 项结构变更未执行",
            f"{name} answers, {waiting} migrations are waiting",
        ),
        Text(
            "请先备份，再运行一次 ziping serve 或 ziping admin，它会更新结构",
            "make a backup, then start ziping serve or ziping admin, which brings it up to date",
        ),
    )


def _history() -> Diagnosis:
    found = verify_all()
    if not found.broken:
        return Diagnosis(
            Health.GOOD,
            _HISTORY,
            Text(
                f"{found.events:,} 条记录环环相扣，无人改动",
                f"{found.events:,} events, none changed by other hands",
            ),
        )
    first = found.broken[0]
    return Diagnosis(
        Health.BAD,
        _HISTORY,
        Text(
            f"{len(found.broken):,} 条记录与前一条对不上，如《{first.project}》第 {first.number} 条",
            f"{len(found.broken):,} events do not fit, for instance number {first.number} of {first.project}",
        ),
        Text(
            "数据库被系统以外的手段改过；请停用并与最近的备份比对",
            "somebody changed the database by other means; stop, and compare with the last backup",
        ),
    )
