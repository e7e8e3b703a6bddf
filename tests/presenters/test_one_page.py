"""The board's page alone (1枚だけ), and the logo in the head."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from estimator.presenters.report.drawing import draw
from estimator.presenters.report.pdf import Printed
from estimator.questionnaire.accounts import MAX_LINE
from estimator.questionnaire.logo.reading import read_logo

DRAWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><rect width="9" height="3"/></svg>'
)


def png() -> bytes:
    content = BytesIO()
    Image.new("RGB", (90, 30), "#00118f").save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("case", ["example", "unknown", "nothing"])
def test_it_is_one_page_complete_by_itself(pdf, case, all_unknown, nothing_lost) -> None:
    changed = {"example": {}, "unknown": all_unknown, "nothing": nothing_lost}[case]
    (page,) = PdfReader(pdf(one_page=True, **changed)).pages
    text = page.extract_text().replace("\n", "")
    assert all(word in text for word in ("お決めいただくこと", "議案", "根拠", "1 / 1"))
    assert "/method/2026-11/" in text
    assert "巻末資料" not in text


def test_it_names_the_page_of_the_method(html) -> None:
    text = html(printed=Printed(site="https://mono.example", one_page=True))
    assert "https://mono.example/method/2026-11/" in text
    assert "巻末資料" not in text


@pytest.mark.parametrize("file", [png(), DRAWN])
def test_a_logo_stands_in_the_head(html, file) -> None:
    logo = read_logo(file)
    plain, with_logo = (html(printed=Printed(one_page=True, logo=one)) for one in (None, logo))
    assert logo.data_address in with_logo.split('class="board')[0]
    drawn, without = draw(with_logo), draw(plain)
    assert len(PdfReader(BytesIO(drawn)).pages) == 1
    if logo.media_type == "image/png":
        (picture,) = PdfReader(BytesIO(drawn)).pages[0].images
        assert picture.image.size == (90, 30)
    assert drawn != without


@pytest.mark.parametrize("company", ["甲製作所", "日本総合精密機械工業" * 20])
def test_the_longest_name_of_an_adviser_leaves_it_one_page(html, company) -> None:
    printed = Printed(site="https://mono.example.jp", one_page=True, made_by="代" * MAX_LINE)
    (page,) = PdfReader(BytesIO(draw(html(printed=printed, company_name=company)))).pages
    assert f"作成：{'代' * MAX_LINE}" in page.extract_text().replace("\n", "")
