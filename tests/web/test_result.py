"""The result page as it is served."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from estimator import costbook_store, tasks
from estimator.formats import rounded_range
from estimator.models import Assessment, Edition, Report
from estimator.outlook import outlook, overview
from estimator.presenters.json_export.document import export
from estimator.views import estimating
from estimator.views.estimating import estimate_of, outlook_of
from tests.factories.assessments import TOKEN, AssessmentFactory

# The assessment with its edition; that edition, kept in memory; the default one; what was paid and
# which lines are closed; the answers that others sent back.
RESULT_QUERIES = 6


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


INSURED_AND_POOR = {
    "cash_in_hand_yen": 1_000_000,
    "credit_line_yen": 0,
    "insured": "yes",
    "policy_liability_limit_yen": 50_000_000,
    "policy_expense_limit_yen": 10_000_000,
    "policy_pays_in_month": 6,
}
PARTS = [
    "categories", "spread", "unknown", "standing", "cash", "insurance", "accounts", "year",
    "ranking", "options", "duties", "partners", "phases", "limits",
]  # fmt: skip


def answered(example: Assessment, **changed) -> Assessment:
    example.answers |= changed
    example.save()
    return example


def test_every_part_is_there_in_the_order_of_reading(client, example, result_url) -> None:
    page = client.get(result_url).content.decode()
    found = re.findall(r'<h2 id="(\w+)-title"', page)
    assert [name for name in found if name in PARTS] == PARTS


@pytest.mark.parametrize("edition", ["2026-11", "jnsa-2021"])
def test_every_link_inside_the_page_leads_somewhere(client, example, edition) -> None:
    row = Edition.objects.get(code=edition)
    AssessmentFactory(token="other", answers=example.answers, edition=row)
    page = client.get(reverse("result", args=["other"])).content.decode()
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert {"categories", "why", "cash"} <= links
    assert links <= set(re.findall(r' id="([^"]+)"', page))


def test_no_id_is_given_twice(client, example, result_url) -> None:
    ids = re.findall(r' id="([^"]+)"', client.get(result_url).content.decode())
    assert len(ids) == len(set(ids))


def test_every_picture_has_its_figures_in_a_table_beside_it(client, example, result_url) -> None:
    page = client.get(result_url).content.decode()
    parts = re.findall(r"<section.*?</section>", page, flags=re.DOTALL)
    drawn = [part for part in parts if '<svg class="picture' in part]
    assert len(drawn) == 3  # the range, the comparison, the cash
    for part in drawn:
        assert part.count("<table") >= part.count('<svg class="picture')


def test_an_edition_without_draws_says_why_and_stays_whole(
    client, example, result_url, visible
) -> None:
    edition = Edition.objects.get(code="jnsa-2021")
    AssessmentFactory(token="old", answers=example.answers, edition=edition)
    text = visible(client.get(reverse("result", args=["old"])))
    assert "起こりやすさの幅は出せません。「調査の最低料金」" in text
    assert "forensics_minimum" not in text
    assert "を超えます）" not in text  # no bad case without draws
    assert "決算書の言葉で" in text


def test_a_lack_of_cash_is_said_on_top_and_in_its_part(
    client, example, result_url, visible
) -> None:
    answered(example, **INSURED_AND_POOR)
    answer = client.get(result_url)
    page, text = answer.content.decode(), visible(answer)
    assert "つなぎ資金が要ります" in text
    assert 'class="answer-line alarming"' in page
    assert "保険が払った後に" in text
    assert "▲" in page.split('class="hero-totals"')[0]


def test_only_who_has_no_policy_reads_of_sample_plans(client, example, result_url, visible) -> None:
    sentence = "公表されている保険の代表例に入っていた場合"
    answered(example, insured=None)
    assert sentence in visible(client.get(result_url))
    answered(example, **INSURED_AND_POOR)
    assert sentence not in visible(client.get(result_url))


def test_names_that_are_markup_are_text(client, example, result_url) -> None:
    bad = '"><script>alert(1)</script>'
    quote = {"label": bad, "covers": ["forensics"], "typical": 1_000_000}
    answered(example, company_name=bad, case_note=bad, own_quotes=[quote])
    page = client.get(result_url).content.decode()
    assert bad not in page
    assert page.count("&lt;script&gt;alert(1)") >= 3


def test_page_and_report_draw_once_together(client, example, result_url, monkeypatch) -> None:
    calls = []
    draw = estimating.outlook

    def counted(*given, **named):
        calls.append(given)
        return draw(*given, **named)

    monkeypatch.setattr(estimating, "outlook", counted)
    monkeypatch.setattr(tasks, "start", lambda *_given, **_named: Drawing())
    cache.clear()
    client.get(result_url)
    client.get(result_url)
    client.post(reverse("report", args=[TOKEN]))
    assert len(calls) == 1
    answered(example, cash_in_hand_yen=1)
    client.get(result_url)
    assert len(calls) == 2


class Drawing:
    """A drawing of the report that comes to nothing."""

    state = Report.State.FAILED
    kind = Report.Kind.FULL


def test_no_type_is_drawn_twice(client, example, result_url, monkeypatch) -> None:
    drawn = []
    draw = outlook.simulate

    def counted(made, *given, **named):
        drawn.append(made.profile.incident.incident_type)
        return draw(made, *given, **named)

    for module in (outlook, overview):
        monkeypatch.setattr(module, "simulate", counted)
    cache.clear()
    client.get(result_url)
    assert len(drawn) == len(set(drawn)) > 1


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
    page = client.get(result_url).content.decode()
    assert "¥" in page
    main = page.split("<main")[1].split("</main>")[0]
    words = re.findall(r"<(?:text|title|desc|h[123]|th|td|dt|figcaption)\b[^>]*>([^<]+)", main)
    assert len(words) > 100
    assert [word for word in words if re.search(r"[ぁ-ゖァ-ヺ一-鿿]", word)] == []


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
