"""Settings, read from the environment. Without any, this is a demonstration on one machine."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from kopgroep.config.login import *  # noqa: F403  (settings of django-allauth, by the names that it reads)
from kopgroep.config.login import FORM_ORIGINS
from kopgroep.config.mailers import mailers
from kopgroep.programme import ProgrammeError, current

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("KOPGROEP_VAR", ROOT / "var"))
VAR.mkdir(parents=True, exist_ok=True)
PRODUCTION = os.environ.get("KOPGROEP_PRODUCTION", "") == "1"

if not os.environ.get("KOPGROEP_PROGRAMME_UNCHECKED"):
    try:
        current()
    except ProgrammeError as error:
        raise SystemExit(str(error)) from None

SECRET_KEY = os.environ.get("KOPGROEP_SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise SystemExit("KOPGROEP_SECRET_KEY is not set. Put a long random text in it before starting.")
    SECRET_KEY = "only-for-demonstrations-and-tests-never-for-real-people"  # noqa: S105
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("KOPGROEP_SECRET_KEY_FALLBACKS", "").split() if key]
ALLOWED_HOSTS = os.environ.get("KOPGROEP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("KOPGROEP_ORIGINS", "").split(",") if o]
BASE_URL = os.environ.get("KOPGROEP_URL", "http://localhost:8000")
# Where to report a weakness: a https: or mailto: address for security.txt. Empty: the mail address of the programme.
SECURITY_CONTACT = os.environ.get("KOPGROEP_SECURITY_CONTACT", "")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "kopgroep.accounts",
    "kopgroep.post",
    "kopgroep.companies",
    "kopgroep.partners",
    "kopgroep.ledger",
    "kopgroep.scans",
    "kopgroep.casework",
    "kopgroep.events",
    "kopgroep.reporting",
    "kopgroep.portal",
    "kopgroep.workspace",
    "kopgroep.jobs",
    "kopgroep.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kopgroep.config.middleware.own_choice",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kopgroep.config.entrance.second_factor.second_factor",
    "kopgroep.config.middleware.refusals",
]

ROOT_URLCONF = "kopgroep.config.urls"
WSGI_APPLICATION = "kopgroep.config.wsgi.application"
FORM_RENDERER = "kopgroep.config.forms.KopgroepRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [ROOT / "src/kopgroep/config/templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kopgroep.config.context.shell",
            ],
            "builtins": [f"kopgroep.config.templatetags.{name}" for name in ("figures", "parts", "drawings")],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    """A Django database from ``sqlite:///path`` or ``postgres://user:password@host:port/name``."""
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) or str(VAR / "kopgroep.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Without IMMEDIATE a transaction that reads first and writes later fails when two meet.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
                "PRAGMA cache_size=-20000; PRAGMA journal_size_limit=27103364; PRAGMA temp_store=MEMORY",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        # PostgreSQL compiles what looks expensive, and that takes longer than any page gains: see EXPLAIN ANALYZE.
        "OPTIONS": {"options": "-c jit=off"},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "sqlite:///"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "src/kopgroep/config/locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "src/kopgroep/config/static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "media"
# A file with the key of the pseudonyms in the evaluation file: outside these folders, rights 0600.
EVALUATION_KEY = os.environ.get("KOPGROEP_EVALUATION_KEY", "")

# "default" is for mail that somebody waits for, such as a code to log in; "post" is the outbox.
MAILERS = mailers(VAR / "mail")
DEFAULT_FROM_EMAIL = os.environ.get("KOPGROEP_MAIL_FROM", "kopgroep@localhost")

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF, *FORM_ORIGINS],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Errors go to the terminal, where whoever runs this reads them; never with the words that people typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["terminal"], "level": "ERROR", "propagate": False}},
}
