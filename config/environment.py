"""Typed readers of environment variables; each refuses a value that it does not understand.

In: a name and the default. Out: a value of one type. An empty variable counts as absent.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
POSTGRESQL_SCHEMES = frozenset({"postgres", "postgresql"})
POSTGRESQL_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
)
MINIMUM_SECRET_LENGTH = 50
CONNECT_SECONDS = 5  # one attempt to reach PostgreSQL
POOL_SECONDS = 5  # a request waits for a connection, then it fails


def env_text(name: str, default: str = "") -> str:
    """Return the variable without surrounding blanks."""
    return os.environ.get(name, "").strip() or default


def env_word(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    """Return the variable as one of a few words."""
    word = env_text(name, default).lower()
    if word not in allowed:
        raise ImproperlyConfigured(f"{name}={word!r}: use one of {', '.join(allowed)}.")
    return word


def env_bool(name: str, *, default: bool) -> bool:
    """Return the variable as a yes or a no."""
    word = env_text(name).lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}={word!r}: use one of 1, 0, true, false, yes, no, on, off.")


def env_int(name: str, default: int, *, low: int, high: int) -> int:
    """Return the variable as a whole number between the bounds, both included."""
    text = env_text(name)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,12}", text) or not low <= int(text) <= high:
        raise ImproperlyConfigured(f"{name}={text!r}: use a whole number from {low} to {high}.")
    return int(text)


def env_list(name: str) -> list[str]:
    """Return the variable, split at commas, without empty parts."""
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_origins(name: str) -> list[str]:
    """Return the variable as a list of origins: scheme and host, nothing behind."""
    origins = env_list(name)
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise ImproperlyConfigured(
                f"{name}: {origin!r} is no origin such as https://example.jp."
            )
    return origins


def env_path(name: str, default: Path) -> Path:
    """Return the variable as an absolute folder name."""
    text = env_text(name)
    return Path(text).expanduser().resolve() if text else default


def secret_key(name: str, file: Path) -> str:
    """Return the secret key of the environment, else of the file, which is made when absent."""
    key = env_text(name) or _secret_from(file)
    if len(key) < MINIMUM_SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"{name} (or {file.name}): at least {MINIMUM_SECRET_LENGTH} characters, please."
        )
    return key


def _secret_from(file: Path) -> str:
    """Read the key; write a new one first when there is none.

    The key is written in full under a name of its own and then linked: of several processes
    that start together one wins, and none ever reads half a key.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii").strip()


def env_database(name: str, sqlite_file: Path) -> dict[str, Any]:
    """Return Django's database entry: PostgreSQL when the variable gives its address."""
    address = env_text(name)
    return _postgresql(name, address) if address else _sqlite(sqlite_file)


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "CONN_MAX_AGE": None,  # a worker keeps its one connection: opening costs 2 ms a request
        "NAME": file,
        "OPTIONS": {
            # A write takes its lock at BEGIN: two writers wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-20000;"
                "PRAGMA mmap_size=134217728;"
                # A row that REPLACE pushes out is deleted: the trigger that forbids it must see.
                "PRAGMA recursive_triggers=ON;"
            ),
        },
    }


def _postgresql(name: str, address: str) -> dict[str, Any]:
    """Read ``postgres://user:password@host:port/database?sslmode=require``.

    Messages never repeat the address: it holds the password.
    """
    parts = urlsplit(address)
    if parts.scheme not in POSTGRESQL_SCHEMES:
        raise ImproperlyConfigured(f"{name}: only postgres:// addresses are understood.")
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: the port is not a number up to 65535.") from error
    database = unquote(parts.path.removeprefix("/"))
    if not database or "/" in database:
        raise ImproperlyConfigured(f"{name}: give the name of the database, after the last slash.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := ", ".join(sorted(options.keys() - POSTGRESQL_OPTIONS)):
        allowed = ", ".join(sorted(POSTGRESQL_OPTIONS))
        raise ImproperlyConfigured(f"{name}: {unknown} is not among {allowed}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        # A connection that a restart of the database has cut is found out before it is used.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS, **options, "pool": _pool()},
    }


def _pool() -> dict[str, float]:
    """Return the options of psycopg's pool; each process has one.

    The pool doubles its pause after each attempt that fails. A short limit makes it begin anew, so
    that the site is back seconds after its database.
    """
    return {
        "min_size": env_int("DATABASE_POOL_MIN", 1, low=0, high=100),
        "max_size": env_int("DATABASE_POOL_MAX", 8, low=1, high=100),
        "timeout": POOL_SECONDS,
        "reconnect_timeout": CONNECT_SECONDS,
    }
