"""Static files: compressed beforehand, and kept by the browser for good."""

import re

import pytest
from django.conf import settings as project
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, override_settings

HASHED = {
    **project.STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Collect one style sheet as production does; yield its address and its folder."""
    source, target = (tmp_path_factory.mktemp(name) for name in ("source", "target"))
    (source / "page.css").write_text("body { margin: 0 }\n" * 200)
    with override_settings(
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STATIC_ROOT=target,
        STORAGES=HASHED,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield staticfiles_storage.url("page.css"), target


def test_each_file_lies_ready_in_both_compressions(collected):
    address, folder = collected
    name = address.rpartition("/")[2]
    assert re.fullmatch(r"page\.[0-9a-f]{12}\.css", name)
    sizes = [(folder / f"{name}{suffix}").stat().st_size for suffix in (".br", ".gz", "")]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_it_is_served_compressed_and_kept_for_good(collected, encoding):
    address, _folder = collected
    answer = Client().get(address, headers={"accept-encoding": f"{encoding};q=1.0"})
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
