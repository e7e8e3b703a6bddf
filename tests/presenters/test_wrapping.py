"""A long unit goes to the next line as a whole; markup in a text stays text."""

import pytest

from estimator.templatetags.wrapping import breakable


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("120万円/台", "120万円<wbr>/台"),
        ("¥1.2\u00a0million/device", "¥1.2 million<wbr>/device"),
        ("<b>1</b>", "&lt;b&gt;1&lt;<wbr>/b&gt;"),
        ("4%", "4%"),
    ],
)
def test_a_number_may_wrap_before_its_unit(text: str, written: str) -> None:
    assert breakable(text) == written
