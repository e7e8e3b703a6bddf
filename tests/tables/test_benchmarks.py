"""Published distributions: as printed, dated and sourced, fixed with their edition."""

from decimal import Decimal

import pytest

from estimator import costbook_store
from estimator.models import Benchmark, PublishedIsReadOnly
from tests.factories import tables

pytestmark = pytest.mark.django_db

PUBLISHED = {
    "npa_cost_2025": ["16", "18", "9", "32", "9", "5"],
    "npa_cost_2022": ["24", "16", "14", "33", "13"],
    "npa_recovery_2025": ["29", "31", "15", "7", "25"],
    "jnsa_ransomware_2025": ["60190000", "38000000"],
    "jnsa_types_2023": ["23860000", "10300000", "38430000", "29550000"],
    "ipa_loss_2024": ["730000", "100000000"],
    "ipa_share_2024": ["9.4", "2.1"],
}


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_shipped_figures_are_as_published(editions: None, code: str) -> None:
    book = costbook_store.load("2026-11")
    found = [value.value for value in book.benchmarks[code].values]
    assert found == [Decimal(text) for text in PUBLISHED[code]]


@pytest.mark.parametrize(("code", "n"), [("npa_cost_2025", 89), ("npa_recovery_2025", 107)])
def test_counts_add_up_to_the_number_that_answered(editions: None, code: str, n: int) -> None:
    benchmark = costbook_store.load("2026-11").benchmarks[code]
    assert benchmark.sample_size == sum(value.value for value in benchmark.values) == n


def test_every_distribution_is_sourced_and_worded_in_both_languages(editions: None) -> None:
    for row in Benchmark.objects.all():
        assert row.source.url
        assert row.name_en
        assert row.population_en
        assert bool(row.note_ja) == bool(row.note_en)


def test_a_value_of_a_published_edition_is_fixed(editions: None) -> None:
    value = Benchmark.objects.get(edition__code="2026-11", code="npa_cost_2025").values.first()
    value.value = Decimal(17)
    with pytest.raises(PublishedIsReadOnly):
        value.save()


def test_values_keep_their_order() -> None:
    row = tables.BenchmarkFactory()
    for position, label in ((2, "b"), (1, "a")):
        tables.BenchmarkValueFactory(benchmark=row, position=position, label_ja=label)
    book = costbook_store.load(row.edition.code)
    assert [value.label_ja for value in book.benchmarks[row.code].values] == ["a", "b"]
