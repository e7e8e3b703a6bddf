"""The settings, one file: what differs between installations is read from the environment.

Every variable is described in docs/operations.md. A value that makes no sense stops the start.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.environment import (
    env_bool,
    env_database,
    env_int,
    env_list,
    env_origins,
    env_path,
    env_text,
    env_word,
    secret_key,
)
from config.sentry import report_errors

# --- places -------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env_path("VAR_DIR", BASE_DIR / "var")

# --- security -----------------------------------------------------------------------------------

DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = secret_key("SECRET_KEY", VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env_list("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = env_origins("CSRF_TRUSTED_ORIGINS")

# HTTPS=1 says that browsers reach the site by https only. The local default is plain http.
HTTPS = env_bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
# A load balancer and Prometheus ask by http, from inside.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 31_536_000 if HTTPS else 0, low=0, high=63_072_000)
# Binds the whole domain, so only its owner may say so.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env_bool("HSTS_WHOLE_DOMAIN", default=False)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # a browser takes such a cookie from this very host alone, never from a neighbour
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# BEHIND_PROXY=1 says that a proxy of ours sets X-Forwarded-Proto, dropping one that a client sends,
# and writes the address it sees at the end of X-Forwarded-For.
BEHIND_PROXY = env_bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# The address of an assessment holds its token: it must not leave with a click on a source.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# A field filled far beyond its bounds still gets its own refusal; a body beyond this is not read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# The admin reads one workbook of up to 2 MB, a visitor's page a logo of up to 200 KB. A larger file
# is refused unread.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024 + 16 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# What one network address may do, counted in the database for all processes and machines. An
# office or a lecture hall has one address for everybody in it; docs/operations.md.
API_ESTIMATES_PER_MINUTE = env_int("API_ESTIMATES_PER_MINUTE", 30, low=1, high=1_000_000)
REPORTS_PER_MINUTE = env_int("REPORTS_PER_MINUTE", 60, low=1, high=1_000_000)
NEW_ASSESSMENTS_PER_HOUR = env_int("NEW_ASSESSMENTS_PER_HOUR", 600, low=1, high=1_000_000)
NEW_LINKS_PER_HOUR = env_int("NEW_LINKS_PER_HOUR", 200, low=1, high=1_000_000)

# 1: whoever comes may make an account. Otherwise staff make them in the admin.
SIGN_UP = env_bool("SIGN_UP", default=False)

# 1: the admin asks staff for a code from an app after the password.
STAFF_TOTP = env_bool("STAFF_TOTP", default=False)
OTP_TOTP_ISSUER = "songai-monosashi"

# --- application --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.CostTableAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "estimator",
    "django_tasks_db",  # after ours, whose db_worker stands before the library's
]

MIDDLEWARE = [
    "config.observing.observe",
    # Then these, so that files and refusals of the middleware below carry their headers, too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.kept_to_itself",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CompressedText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.japanese_first",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "config.refusals.clear_refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATE_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    TEMPLATE_LOADERS
                    if DEBUG
                    else [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
                ),
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- database -----------------------------------------------------------------------------------

DATABASES = {"default": env_database("DATABASE_URL", VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the memory of each process: what was worked out is found again.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- work in the background -----------------------------------------------------------------------

# TASKS=embedded: reports are drawn by a pool of processes beside each web worker. TASKS=database:
# by `manage.py db_worker`, on any number of machines. Portfolios and imports of cost tables always
# go through the database; embedded starts a worker for an import that ends with it.
EMBEDDED_TASKS = "embedded"
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["reports", "imports", "portfolio"],
    },
    EMBEDDED_TASKS: {"BACKEND": "estimator.tasks.embedded.EmbeddedBackend", "QUEUES": ["reports"]},
}
REPORT_TASKS = {"embedded": EMBEDDED_TASKS, "database": "default"}[
    env_word("TASKS", "embedded", allowed=("embedded", "database"))
]

# --- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31_536_000
LOCALE_PATHS = [BASE_DIR / "estimator" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# --- static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# --- what is known of it while it runs: never a body, a figure or a token -------------------------

METRICS_TOKEN = env_text("METRICS_TOKEN")
LOG_FORMAT = env_word("LOG_FORMAT", "text", allowed=("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask_tokens": {"()": "config.logs.MaskTokens"}},
    "formatters": {
        "text": {"()": "config.logs.Lines"},
        "json": {"()": "config.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["mask_tokens"],
        },
    },
    "root": {"handlers": ["stderr"], "level": env_text("LOG_LEVEL", "WARNING").upper()},
    "loggers": {
        # Django's own handlers would print a path unmasked or mail a request to someone.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Anyone can send a foreign host name or a HEAD request; both get the right answer.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
if sentry_address := env_text("SENTRY_DSN"):
    report_errors(sentry_address)
