"""An analyst looks figures over in a browser: by keyboard, and with the fees as they are typed."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from estimator import costbook_store
from estimator.models import Edition, Scale, UnitCost
from tests.factories import people


@pytest.fixture
def draft(site: str) -> Edition:
    return costbook_store.copy_edition(Edition.objects.default(), "2027-05")


@pytest.fixture
def desk(page: Page, draft: Edition, signed_in: Callable[..., Page]) -> Page:
    """The analyst, whose complaining browser is the one that `look_around` listens to."""
    return signed_in(people.analyst(), page)


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until something has the focus."""
    for _press in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def test_rows_are_noted_as_checked_by_keyboard_alone(
    desk: Page, draft: Edition, look_around: Callable[[Page], None]
) -> None:
    UnitCost.objects.filter(edition=draft).update(checked_on="2020-01-01")
    desk.goto(desk.url + f"estimator/unitcost/?edition__id__exact={draft.pk}&q=forensics")
    count = desk.locator("input.action-select").count()
    press_until(desk, "Tab", "select[name=action]")
    press_until(desk, "ArrowDown", "select:has(option[value=checked_today]:checked)")
    press_until(desk, "Tab", "#action-toggle")
    desk.keyboard.press("Space")
    press_until(desk, "Shift+Tab", "button[name=index]")
    desk.keyboard.press("Enter")
    expect(desk.locator("#content-main")).to_contain_text(f"{count}行の最終確認日を")
    look_around(desk)
    desk.keyboard.type("2021年版の資料と同じ値")
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text(f"{count}行の最終確認日を")
    checked = UnitCost.objects.filter(edition=draft, checked_on=timezone.localdate())
    assert checked.count() == count > 1


def test_the_fees_follow_what_is_typed(desk: Page, draft: Edition, complaints: list[str]) -> None:
    scale = Scale.objects.get(edition=draft, code="attorney_retainer")
    desk.goto(desk.url + f"estimator/scale/{scale.pk}/change/")
    fees = desk.locator("#fee-preview")
    expect(fees).to_contain_text("9,690,000円")
    desk.get_by_label("金額1").fill("1億円")
    expect(fees).to_contain_text("3,690,000円")
    desk.fill("[name=brackets-2-addition]", "700000")
    expect(fees).to_contain_text("3,700,000円")
    expect(fees).to_contain_text("30,000,000 で段がつながっていません。")
    assert [said for said in complaints if "status of" not in said] == []
    assert Axe().run(desk, context=".fee-preview").response["violations"] == []
    assert scale.brackets.get(above=30_000_000).addition == 690_000


def test_without_javascript_the_stored_fees_are_shown(
    browser: Browser, browser_context_args: dict[str, Any], desk: Page, draft: Edition
) -> None:
    state = desk.context.storage_state()
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False, storage_state=state
    )
    scale = Scale.objects.get(edition=draft, code="attorney_retainer")
    page = context.new_page()
    page.goto(desk.url + f"estimator/scale/{scale.pk}/change/")
    expect(page.locator("#fee-preview")).to_contain_text("9,690,000円")
    expect(page.get_by_label("金額1")).to_be_hidden()
    expect(page.get_by_text("保存した段での結果です。")).to_be_visible()
    context.close()
