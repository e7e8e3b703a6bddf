"""The spreadsheet page of an edition: what is downloaded, tried, confirmed, refused."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from estimator.costbook_store import workbook
from estimator.models import Edition, TableImport, UnitCost

pytestmark = pytest.mark.django_db


def address(edition: Edition, name: str = "spreadsheet") -> str:
    return reverse(f"admin:estimator_edition_{name}", args=[edition.pk])


def form(content: bytes, **values: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("単価.xlsx", content), "reason": "2027年の値", **values}


def dearer(edition: Edition, value: object = 99_000_000) -> bytes:
    """Write the unit costs of an edition with another typical legal advice; None leaves it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.to_workbook(edition)))
    sheet = book["単価"]
    for name in book.sheetnames:
        if name != sheet.title:
            del book[name]
    headings = [cell.value.rstrip("*") for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(2) if row[0].value == "legal_advice")
    for heading in ("中心", "上限"):
        if value is not None:
            row[headings.index(heading)].value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fingerprint(page: Any) -> str:
    return str(page.context["fingerprint"])


def typical(edition: Edition) -> int:
    return int(UnitCost.objects.get(edition=edition, code="legal_advice").typical)


def test_the_page_offers_every_download(admin_client: Client, current: Edition) -> None:
    page = admin_client.get(address(current)).content.decode()
    assert address(current, "export") in page
    assert address(current, "template") in page
    assert all(f"?table={sheet.name}" in page for sheet in workbook.sheets())
    assert "multipart" not in page  # a published edition takes nothing in


def test_the_edition_comes_as_a_workbook(admin_client: Client, current: Edition) -> None:
    answer = admin_client.get(address(current, "export"))
    assert answer["Content-Disposition"] == 'attachment; filename="2026-11.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)
    assert set(book.sheetnames) >= {sheet.title for sheet in workbook.sheets()}


def test_one_table_comes_as_csv(admin_client: Client, current: Edition) -> None:
    answer = admin_client.get(address(current, "export") + "?table=source")
    first = answer.content.decode("utf-8-sig").splitlines()[0]
    assert first == "出典番号,発行者,題名,発行時期,URL"


def test_a_trial_shows_the_difference_and_stores_nothing(
    admin_client: Client, draft: Edition
) -> None:
    before = typical(draft)
    page = admin_client.post(address(draft), form(dearer(draft)))
    text = page.content.decode()
    assert page.status_code == 200
    assert "99,000,000（+" in text
    assert '<div class="trial" tabindex="0"' in text  # six columns on a phone
    assert f"{before:,}" in text
    assert typical(draft) == before


def test_confirming_stores_what_was_shown(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(address(draft), form(dearer(draft)))
    done = admin_client.post(address(draft), {"confirm": fingerprint(page)}, follow=True)
    assert "1行を取り込みました。" in done.content.decode()
    assert typical(draft) == 99_000_000
    said = LogEntry.objects.latest("pk").change_message
    assert said.startswith("取り込んだ：")
    assert said.endswith("（行数 1、理由 2027年の値）")


def test_a_draft_that_changed_since_is_left_alone(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(address(draft), form(dearer(draft)))
    row = UnitCost.objects.get(edition=draft, code="legal_advice")
    row.checked_on = date(2027, 5, 1)
    row.save()
    done = admin_client.post(address(draft), {"confirm": fingerprint(page)}, follow=True)
    assert "試した後に版が変わった" in done.content.decode()
    assert typical(draft) == row.typical


def test_nothing_is_confirmed_twice_or_unseen(admin_client: Client, draft: Edition) -> None:
    done = admin_client.post(address(draft), {"confirm": "x"}, follow=True)
    assert "試したファイルがありません" in done.content.decode()
    admin_client.post(address(draft), form(dearer(draft)))
    admin_client.post(address(draft), {"cancel": "1"})
    assert not TableImport.objects.exists()


def test_problems_are_named_by_their_place(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(address(draft), form(dearer(draft, "千円")))
    assert page.status_code == 422
    text = page.content.decode()
    assert "単価 " in text
    assert "「中心」: 「千円」 は数ではありません" in text
    assert "2件あるため、何も取り込みませんでした" in text


def test_a_file_that_changes_nothing_says_so(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(address(draft), form(dearer(draft, None)))
    assert "変わる行はありません" in page.content.decode()


def test_a_file_just_too_large_is_refused_by_its_limit(
    admin_client: Client, draft: Edition
) -> None:
    page = admin_client.post(address(draft), form(b"x" * (workbook.MOST_BYTES + 1)))
    assert page.status_code == 422
    assert "2MB以下にしてください" in page.content.decode()


def test_a_much_larger_file_is_not_even_read(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(address(draft), form(b"x" * (workbook.MOST_BYTES + 100_000)))
    assert page.status_code == 413
    assert "2064 kB" in page.content.decode().replace(",", "")


def test_a_stranger_may_not_send_a_large_file(client: Client, draft: Edition) -> None:
    page = client.post(address(draft), form(b"x" * 600_000))
    assert page.status_code == 413


def test_a_published_edition_takes_nothing(admin_client: Client, current: Edition) -> None:
    page = admin_client.post(address(current), form(dearer(current)))
    assert page.status_code == 403


def test_a_reader_may_download_but_not_import(draft: Edition) -> None:
    user = User.objects.create_user("reader", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_edition"))
    client = Client()
    client.force_login(user)
    assert client.get(address(draft, "export")).status_code == 200
    assert client.post(address(draft), form(dearer(draft))).status_code == 403


def test_each_table_needs_its_own_permission(analyst: Client, draft: Edition) -> None:
    User.objects.get(username="analyst").user_permissions.remove(
        Permission.objects.get(codename="change_unitcost")
    )
    page = analyst.post(address(draft), form(dearer(draft)))
    assert page.status_code == 422
    assert "estimator.change_unitcost" in page.content.decode()


def test_a_stranger_sees_nothing(client: Client, draft: Edition) -> None:
    assert client.get(address(draft)).status_code == 302
    assert client.get(address(draft, "export")).status_code == 302
