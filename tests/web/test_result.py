"""The result page as it is served."""

import re

import pytest
from django.urls import reverse

from estimator import costbook_store
from estimator.formats import rounded_range
from estimator.models import Assessment, Edition
from estimator.presenters.json_export import export
from estimator.views.estimating import estimate_of, outlook_of
from tests.factories.assessments import TOKEN, AssessmentFactory

# The assessment with its edition; that edition, kept in memory; the default one; what was paid and
# which lines are closed.
RESULT_QUERIES = 5


@pytest.fixture
def result_url() -> str:
    return reverse("result", args=[TOKEN])


def made_of(assessment: Assessment):
    return estimate_of(assessment.answers, costbook_store.load(assessment.edition.code))


def test_every_line_shows_its_exact_yen_as_in_the_json(client, example, result_url) -> None:
    page = client.get(result_url).content.decode()
    made = made_of(example)
    for line in export(made, outlook_of(example.answers, made, costbook_store.load(None)))["lines"]:
        block = page.split(f'id="line-{line["code"]}"')[1].split('class="line"')[0]
        for bound in ("low", "typical", "high"):
            assert line[bound] is None or f"{line[bound]:,}円" in block


def test_the_band_is_that_of_the_samples(client, example, result_url, visible) -> None:
    made = made_of(example)
    spread = outlook_of(example.answers, made, costbook_store.load(None)).spread
    text = visible(client.get(result_url))
    band = rounded_range(spread.distribution.headline.p5, spread.distribution.headline.p95)
    assert f"10回のうち9回は {band} の間" in text
    assert "全費目が下限～上限のとき" in text


def test_a_case_without_a_type_goes_back_to_its_questions(client, assessment, result_url) -> None:
    answer = client.get(result_url)
    assert answer.status_code == 302
    assert answer.url == reverse("assessment", args=[TOKEN])


def test_the_warm_page_asks_the_database_little(
    client, example, result_url, django_assert_num_queries
) -> None:
    client.get(result_url)
    with django_assert_num_queries(RESULT_QUERIES):
        client.get(result_url)


def test_the_finished_estimate_is_kept_with_its_engine(client, example, result_url) -> None:
    client.get(result_url)
    example.refresh_from_db()
    assert example.estimate_is_current
    assert example.estimate["totals"]["headline"]["typical"] == made_of(example).headline.typical


def test_a_link_to_a_line_opens_it(client, example, result_url) -> None:
    page = client.get(result_url, {"line": "individual_claims"}).content.decode()
    assert re.search(r'id="category-liability" open', page)
    line = page.split('id="line-individual_claims"')[1]
    assert re.search(r'class="line-evidence" open', line.split("</li>")[0])


def test_an_older_edition_stays_and_offers_the_default(
    client, example, result_url, visible
) -> None:
    edition = Edition.objects.get(code="jnsa-2021")
    old = AssessmentFactory(token="old", answers=example.answers, edition=edition)
    text = visible(client.get(reverse("result", args=["old"])))
    assert "単価表 jnsa-2021 版のまま" in text
    client.post(reverse("recalculate", args=["old"]))
    old.refresh_from_db()
    assert old.edition.code == "2026-11"


def test_an_earlier_engine_shows_the_figures_as_stored(
    client, example, result_url, visible
) -> None:
    client.get(result_url)
    example.refresh_from_db()
    example.estimate["totals"]["headline"]["typical"] = 123_000_000
    example.engine_version = "0.9.0"
    example.save()
    text = visible(client.get(result_url))
    assert "1億2,300万円" in text
    assert "計算の方法が変わりました" in text


def test_every_wide_table_can_be_reached_by_keyboard(client, example, result_url) -> None:
    edition = Edition.objects.get(code="jnsa-2021")
    AssessmentFactory(token="old", answers=example.answers, edition=edition)
    for token in (TOKEN, "old"):
        page = client.get(reverse("result", args=[token])).content.decode()
        for wide in re.findall(r'<div class="scroll"[^>]*>', page):
            assert re.search(r'tabindex="0" role="region" aria-label="[^"]+"', wide)


def test_the_page_reads_in_english(client, example, result_url) -> None:
    client.cookies["language"] = "en"
    assert "¥" in client.get(result_url).content.decode()


def test_an_earlier_engine_shows_the_figures_even_of_what_cannot_be_estimated_now(
    client, example, result_url, visible
) -> None:
    client.get(result_url)
    example.refresh_from_db()
    example.engine_version = "0.9.0"
    example.answers["industry"] = "gone"
    example.save()
    answer = client.get(result_url)
    assert answer.status_code == 200
    assert "計算の方法が変わりました" in visible(answer)
