"""The clock: every event carries its time, so that a wrong clock writes a wrong history."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from ziping.model.language import Text
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient
from ziping.web.records.models import Event

_SUBJECT: Final = Text("时钟", "clock")
_ADVICE: Final = Text(
    "请校准系统时间，并开启时间同步（如 timedatectl set-ntp true）",
    "set the clock and let it be synchronised, such as by timedatectl set-ntp true",
)
_SLACK: Final = timedelta(seconds=60)


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Hold the clock against the newest event and against the clock of the database's machine."""
    try:
        last, there = _newest_event(), _database_clock()
    except DatabaseError:
        return
    shown = f"{patient.now:%Y-%m-%d %H:%M:%S %z}"
    if last and last > patient.now + _SLACK:
        yield Diagnosis(
            Health.BAD,
            _SUBJECT,
            Text(f"本机时间 {shown} 早于最近一条变更记录", f"{shown} is before the newest event"),
            _ADVICE,
        )
    elif there and abs(there - patient.now) > _SLACK:
        yield Diagnosis(
            Health.BAD,
            _SUBJECT,
            Text(
                f"本机时间 {shown} 与数据库服务器相差超过 1 分钟",
                f"{shown} differs from the database's clock by more than a minute",
            ),
            _ADVICE,
        )
    else:
        yield Diagnosis(Health.GOOD, _SUBJECT, Text(f"本机时间 {shown}", shown))


def _newest_event() -> datetime | None:
    with transaction.atomic():
        newest: datetime | None = Event.objects.aggregate(newest=Max("at"))["newest"]
    return newest


def _database_clock() -> datetime | None:
    """Return the time of the database's machine; the embedded database has none of its own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return told
