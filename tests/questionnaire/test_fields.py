"""What every kind of question has to say of itself."""

import pytest

from estimator.questionnaire.fields import QuestionField


def test_a_kind_that_cannot_be_read_or_described_is_no_question() -> None:
    with pytest.raises(TypeError, match=r"parse.*value_schema"):
        QuestionField("問い")
