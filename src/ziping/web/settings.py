"""Settings of the web application, from the environment; each has a default that is right for one office computer.

``ZIPING_DATA`` is the folder of the database and of uploaded files, ``DATABASE_URL`` names a PostgreSQL database
instead of the embedded one, ``ZIPING_SECRET`` replaces the secret that the folder keeps, ``ZIPING_HOSTS`` lists the names
under which the server is reached, ``ZIPING_DEBUG=1`` shows tracebacks to developers.
"""

import os
import secrets
from pathlib import Path
from typing import Any, Final

import dj_database_url

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web import identity

DATA: Final = Path(os.environ.get("ZIPING_DATA", "ziping-data")).absolute()
SECRET_FILE: Final = DATA / "secret"
_HIGHEST: Final = 100_000
DEMO: Final = os.environ.get("ZIPING_DEMO") == "1"


def _secret() -> str:
    """Return the secret given, or the one kept in the folder; without either, one for this process alone."""
    kept = SECRET_FILE.read_text("ascii").strip() if SECRET_FILE.is_file() else ""
    return os.environ.get("ZIPING_SECRET") or kept or secrets.token_urlsafe(50)


class DatabaseAddressError(ZipingError):
    """``DATABASE_URL`` does not name a PostgreSQL database."""

    def __init__(self) -> None:
        """Say how an address is written; without repeating it, for it holds a password."""
        super().__init__(
            Text(
                "DATABASE_URL 不是 PostgreSQL 地址，应形如 postgresql://用户:密码@主机:5432/库名；"
                "密码中的特殊字符须写成 %XX；不设此项则使用内置的 SQLite",
                "DATABASE_URL is not the address of a PostgreSQL database: "
                "postgresql://user:password@host:5432/name; leave it out for the embedded SQLite",
            )
        )


def _database() -> dict[str, Any]:
    """Return the database: PostgreSQL by its address, or SQLite in the folder, set for many writers at once."""
    if address := os.environ.get("DATABASE_URL"):
        try:
            parsed = dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)
        except ValueError as wrong:
            raise DatabaseAddressError from wrong
        if not parsed.get("ENGINE", "").endswith("postgresql"):
            raise DatabaseAddressError
        return {**parsed}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "ziping.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
                "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=4000;"
            ),
        },
    }


class NumberError(ZipingError):
    """A setting that is a number is none, or not above 0."""

    def __init__(self, name: str) -> None:
        """Name the setting."""
        super().__init__(
            Text(f"设置 {name} 应为大于 0 的整数", f"the setting {name} is a whole number above 0")
        )


def _number(name: str, otherwise: int) -> int:
    """Return a number that is at least 1; raise ``NumberError``."""
    text = os.environ.get(name, "") or str(otherwise)
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _HIGHEST:
        raise NumberError(name)
    return int(text)


SECRET_KEY = _secret()
DEBUG = os.environ.get("ZIPING_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ZIPING_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [it for it in os.environ.get("ZIPING_ORIGINS", "").split(",") if it]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *([identity.SAML_APP] if identity.has_saml() else []),
    "axes",
    "ninja",
    "rules",
    "ziping.web.accounts",
    "ziping.web.organisations",
    "ziping.web.tasks",
    "ziping.web.records",
    "ziping.web.assessments",
    "ziping.web.filling",
    "ziping.web.evidence",
    "ziping.web.importing",
    "ziping.web.sampling",
    "ziping.web.compare",
    "ziping.web.public",
    "ziping.web.reports",
    "ziping.web.jobs",
    "ziping.web.api",
    "ziping.web.pages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ziping.web.pages.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ziping.web.pages.middleware.spoken_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "ziping.web.pages.middleware.kept_input",
    "ziping.web.pages.refusals.no_blank_pages",
    "ziping.web.pages.refusals.no_unstorable_text",
]
ROOT_URLCONF = "ziping.web.urls"
WSGI_APPLICATION = "ziping.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ziping.web.pages.context.shell",
            ],
            "builtins": [
                "ziping.web.pages.templatetags.ziping",
                "ziping.web.pages.templatetags.parts",
                "ziping.web.pages.templatetags.fields",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "ziping.web.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "ziping.web.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": False}
"""Failed sign-ins are counted by axes, in the database, so that a restart forgets none."""
SOCIALACCOUNT_ADAPTER = "ziping.web.accounts.single_sign_on.KnownPeople"
SOCIALACCOUNT_LOGIN_ON_GET = True
"""A form that ends on another server is against the policy on content; the state in the address guards the way back."""
SINGLE_SIGN_ON = identity.begins_at(os.environ)
SOCIALACCOUNT_PROVIDERS = identity.providers(os.environ)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "ziping"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
"""Hours."""
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "pages/locked_out.html"
AXES_VERBOSE = False

API_RATE = _number("ZIPING_API_RATE", 600)
"""Requests a minute for each person in each process."""
JOB_FILES_DAYS = _number("ZIPING_JOB_FILES_DAYS", 30)
"""How long files of a finished job are kept."""
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("ZIPING_HTTPS") == "1"
if SESSION_COOKIE_SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "files"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if smtp := os.environ.get("ZIPING_SMTP"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = smtp
DEFAULT_FROM_EMAIL = os.environ.get("ZIPING_MAIL_FROM", "ziping@localhost")
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W006"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
