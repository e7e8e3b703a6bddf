"""The start-up checks: what is missing is named, with the command that installs it."""

import pytest

from estimator import checks


def test_this_machine_can_draw_the_report():
    assert checks.check_report_libraries(None) == []
    assert checks.check_report_font(None) == []


def test_a_missing_library_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(checks, "REPORT_LIBRARIES", {"libnothere.so.9": "libnothere9"})
    (message,) = checks.check_report_libraries(None)
    assert message.id == "estimator.E001"
    assert message.hint.startswith("apt-get install")
    assert message.hint.endswith("libnothere9")


def test_a_font_that_would_be_replaced_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "REPORT_FONT", "No Such Gothic")
    (message,) = checks.check_report_font(None)
    assert message.id == "estimator.E002"
    assert "fonts-morisawa-bizud-gothic" in message.hint


def test_a_machine_without_fontconfig_is_refused(monkeypatch):
    monkeypatch.setattr(checks.shutil, "which", lambda _name: None)
    (message,) = checks.check_report_font(None)
    assert "no font" in message.msg


@pytest.mark.django_db
def test_a_database_without_a_default_edition_is_a_warning():
    (message,) = checks.check_edition_in_force(None, databases=["default"])
    assert message.id == "estimator.W003"
    assert "load_editions" in message.hint


def test_the_database_is_left_alone_unless_asked_for():
    assert checks.check_edition_in_force(None) == []
