"""Letters the report's font lacks are printed as a stand-in, never as a box or in another font."""

from estimator.presenters.report.glyphs import printable


def test_what_the_font_has_is_left_alone():
    text = "髙﨑 株式会社 ①㈱Ⅲ ～−× é 1,080万円\n"
    assert printable(text) == text


def test_what_it_lacks_becomes_the_stand_in():
    assert printable("𠮷野家 한 😀") == "〓野家 〓 〓"
