"""The full check finds everything that is wrong with an edition and says where."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from estimator import costbook_store
from estimator.models import Edition
from tests.factories import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editions: None) -> Edition:
    return costbook_store.copy_edition(Edition.objects.default(), "2027-05")


def found(edition: Edition) -> str:
    return "\n".join(str(problem) for problem in costbook_store.problems(edition))


@pytest.mark.parametrize("code", ["jnsa-2021", "2026-11"])
def test_a_shipped_edition_has_no_problems(editions: None, code: str) -> None:
    assert found(Edition.objects.get(code=code)) == ""


def test_a_row_that_breaks_a_rule_is_named(draft: Edition) -> None:
    draft.unitcost_rows.filter(code="containment").update(note_ja="", grade="E")
    text = found(draft)
    assert "応急処置・駆除・隔離（containment" in text
    assert "当方仮定には、そう置いた理由を書いてください。" in text


def test_a_missing_scale_is_named(draft: Edition) -> None:
    draft.scale_rows.get(code="attorney_retainer").delete()
    assert "attorney_retainer がありません。" in found(draft)


def test_a_broken_scale_is_named(draft: Edition) -> None:
    draft.scale_rows.get(code="attorney_retainer").brackets.filter(above=0).delete()
    assert "最初の段は0から始めてください。" in found(draft)


def test_a_distribution_without_values_is_named_and_left_out(draft: Edition) -> None:
    draft.benchmark_rows.get(code="npa_cost_2025").values.all().delete()
    assert "公表された分布 npa_cost_2025: 値がありません。" in found(draft)
    assert "npa_cost_2025" not in costbook_store.load(draft.code).benchmarks


def test_a_gap_between_sizes_is_named(draft: Edition) -> None:
    draft.companysize_rows.filter(code="up_to_50").update(employees_to=40)
    assert "up_to_50 と up_to_100 の間がつながっていません。" in found(draft)


def test_weights_that_do_not_add_up_are_named(draft: Edition) -> None:
    draft.industry_rows.filter(code="retail").update(weight=99)
    assert "業種: 割合の合計が100になっていません。" in found(draft)


def test_an_industry_without_a_ratio_is_named(draft: Edition) -> None:
    draft.industryfigure_rows.get(industry__code="retail", kind="labour_cost").delete()
    assert "業種 retail: 人件費（円／人月） がありません。" in found(draft)


def test_a_situation_without_an_answer_is_named_with_how_many_more(draft: Edition) -> None:
    draft.typicalanswer_rows.filter(key="employees", size__code="up_to_5").delete()
    text = found(draft)
    assert "employees: 想定がありません: ransomware_double_extortion・up_to_5・minor" in text
    assert "（ほか44件）" in text


def test_chances_above_100_percent_are_named(draft: Edition) -> None:
    rows = draft.typicalanswer_rows.filter(key="backup", option="none")
    rows.update(typical=Decimal(90))
    assert "backup: 見込みの合計が100％を超えます" in found(draft)


def test_a_phase_without_a_time_of_payment_is_named(draft: Edition) -> None:
    draft.paymenttiming_rows.get(code="recovery").delete()
    assert "支払いの時期: recovery がありません。" in found(draft)


def test_payments_that_do_not_add_up_are_named(draft: Edition) -> None:
    draft.paymenttiming_rows.get(code="initial").shares.update(percent=45)
    text = found(draft)
    assert "支払いの時期 initial: 合計を100にしてください（いまは90）。" in text
    assert text.count("\n") == 0


def test_a_time_of_payment_for_nothing_is_named(draft: Edition) -> None:
    timing = tables.PaymentTimingFactory(edition=draft, code="someday")
    tables.PaymentShareFactory(timing=timing)
    assert "someday: 対応の段階でも損害区分でもありません。" in found(draft)


def test_a_company_without_a_rate_is_named_with_how_many_more(draft: Edition) -> None:
    draft.incidentrate_rows.filter(incident_type__code="malware", size__code="up_to_5").delete()
    draft.incidentrate_rows.filter(incident_type__code="misdelivery").delete()
    assert "発生頻度: 頻度がありません: malware・up_to_5（ほか6件）" in found(draft)


def test_a_policy_without_terms_is_named(draft: Edition) -> None:
    tables.SamplePolicyFactory(edition=draft, code="plan")
    assert "保険の代表例 plan: 条件が一つもありません。" in found(draft)


def test_a_measure_against_an_unknown_incident_is_named(draft: Edition) -> None:
    tables.MeasureFactory(edition=draft, code="new_measure", incident_types=["malware", "no_such"])
    assert "対策 new_measure: 知らない事案の種類です: no_such" in found(draft)


@pytest.mark.parametrize(("high", "is_wrong"), [("1.5", False), ("1.6", True)])
def test_a_factor_out_of_bounds_is_named(draft: Edition, high: str, is_wrong: bool) -> None:
    tables.MeasureFigureFactory(
        edition=draft, kind="rate_factor", unit="factor", low=0, typical=1, high=Decimal(high)
    )
    assert ("倍率は0から1.5までです。" in found(draft)) == is_wrong


def test_a_missing_spread_is_named(draft: Edition) -> None:
    draft.unitcost_rows.get(code="model_sigma_few").delete()
    assert "単価: model_sigma_few がありません。" in found(draft)


def test_an_empty_edition_names_what_it_lacks_at_all() -> None:
    text = found(tables.EditionFactory())
    for lacking in ("事案の種類: 一つもありません。", "business_days_per_year がありません。"):
        assert lacking in text


def test_the_command_is_silent_about_good_editions(editions: None, capsys: object) -> None:
    call_command("check_costbook")
    assert "2 editions checked, no problems" in capsys.readouterr().out


def test_the_command_prints_every_problem_and_fails(draft: Edition, capsys: object) -> None:
    draft.scale_rows.all().delete()
    with pytest.raises((SystemExit, CommandError)) as end:
        call_command("check_costbook", "2027-05", "no-such")
    assert end.value.code == 1
    printed = capsys.readouterr().err
    assert "no-such: no such edition" in printed
    assert printed.count("がありません。") == 3
