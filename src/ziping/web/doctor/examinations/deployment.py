"""What must be right before people reach the server over a network."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.demo.logins import LOGINS, PASSWORD
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient
from ziping.web.organisations.models import Role

_SECRET_LENGTH: Final = 40
_LOCAL: Final = {"localhost", "127.0.0.1", "[::1]"}


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Refuse what is right on one's own computer only."""
    if not patient.deploy:
        return
    found = [*_settings(), *_people()]
    yield from found
    if not found:
        subject = Text("部署设置", "deployment")
        yield Diagnosis(Health.GOOD, subject, Text("可以对外提供服务", "fit to be reached by others"))


def _settings() -> Iterator[Diagnosis]:
    if settings.DEBUG:
        yield _bad(Text("调试模式开着", "DEBUG is on"), Text("请去掉 ZIPING_DEBUG", "take ZIPING_DEBUG out"))
    if settings.DEMO:
        yield _bad(
            Text("正在使用演示数据", "this is the demonstration"), Text("请去掉 --demo", "without --demo")
        )
    if not _is_secret(settings.SECRET_KEY):
        advice = Text(
            "请去掉 ZIPING_SECRET（系统会自己生成），或设为至少 40 个随机字符",
            "take ZIPING_SECRET out, or set it to 40 random characters or more",
        )
        yield _bad(Text("密钥太短或太简单", "the secret is short or simple"), advice)
    if not settings.SESSION_COOKIE_SECURE:
        advice = Text("请配置证书并设 ZIPING_HTTPS=1", "set up a certificate and ZIPING_HTTPS=1")
        yield _bad(Text("没有启用 HTTPS", "HTTPS is off"), advice)
    yield from _hosts()


def _hosts() -> Iterator[Diagnosis]:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts or not hosts - _LOCAL:
        advice = Text(
            "请设 ZIPING_HOSTS 为访问时用的域名或地址，多个用逗号分开",
            "set ZIPING_HOSTS to the names under which it is reached, with commas between them",
        )
        yield _bad(Text("没有写明服务器的域名", "the names of the server are not set"), advice)
    origins = settings.CSRF_TRUSTED_ORIGINS
    if any(not it.startswith("https://") for it in origins):
        advice = Text("请改为 https:// 开头", "begin each with https://")
        yield _bad(Text("ZIPING_ORIGINS 含有非 HTTPS 地址", "ZIPING_ORIGINS has other than HTTPS"), advice)


def _people() -> Iterator[Diagnosis]:
    try:
        named = User.objects.filter(username__in=LOGINS).order_by("pk")
        known = [it for it in named if it.check_password(PASSWORD)]
        administrators = User.objects.filter(memberships__role=Role.ADMINISTRATOR, is_active=True)
        has_administrator = administrators.exists()
    except DatabaseError:
        return
    if known:
        names = "、".join(it.username for it in known)
        advice = Text("请另建数据文件夹，不要用演示数据", "begin with another data folder")
        yield _bad(Text(f"演示账户仍可登录：{names}", f"logins of the demonstration: {names}"), advice)
    if not has_administrator:
        advice = Text("请运行 ziping admin 登录名", "run ziping admin NAME")
        yield _bad(Text("还没有管理员", "there is no administrator"), advice)


def _is_secret(key: str) -> bool:
    return len(key) >= _SECRET_LENGTH and len(set(key)) > _SECRET_LENGTH // 4 and "insecure" not in key


def _bad(found: Text, advice: Text) -> Diagnosis:
    return Diagnosis(Health.BAD, Text("部署设置", "deployment"), found, advice)
