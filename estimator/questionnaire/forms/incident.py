"""事案: what happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..dates import DateQuestion
from ..fields import ChoiceQuestion, EditionChoiceQuestion, Option, TextQuestion
from .base import StepForm


class IncidentForm(StepForm):
    """The kind of incident, which decides all that follows."""

    title = _("どのような事案（事故）を想定しますか")
    why = _("事案の種類によって、かかる費用とこのあとの質問が変わります。")

    incident_type = EditionChoiceQuestion(
        _("事案の種類"),
        "incident_types",
        _("いちばん心配なもの、または実際に起きたものを一つ選びます。あとから変えられます。"),
        short=_("事案の種類"),
        unknown_allowed=False,
    )


class SeverityForm(StepForm):
    """How bad it is, since when it is known, and a name and a note for the report."""

    title = _("どれくらい深刻ですか")
    why = _("数えられないものの目安と、報告の期限を決めるために伺います。")

    severity = ChoiceQuestion(
        _("深刻さ"),
        (
            Option(
                "minor",
                _("軽い"),
                _("一部のパソコンや少数の人にとどまり、仕事はほぼ続けられる。"),
                _("軽い事案である"),
            ),
            Option(
                "moderate",
                _("中くらい"),
                _("いくつかの部署に及び、数日のあいだ仕事に支障が出る。"),
                _("中くらいの事案である"),
            ),
            Option(
                "major",
                _("重い"),
                _("会社全体に及ぶ、または多くの人に知らせる必要がある。"),
                _("重い事案である"),
            ),
        ),
        _(
            "「わからない」と答えたほかの質問を、この深刻さに合わせて計算します。"
            "迷うときは「中くらい」を選んでください。"
        ),
        short=_("深刻さ"),
        ask_whom=_("IT業者"),
    )
    discovered_on = DateQuestion(
        _("発覚した日（実際に起きたときだけ）"),
        _("報告の期限を計算します。想定のときは空のままでかまいません。"),
        short=_("発覚日"),
        ask_whom=_("IT業者・総務"),
        if_unknown=_("わからないときは、期限を日付ではなく日数で示します。"),
    )
    case_name = TextQuestion(
        _("この想定の名前"),
        _("報告書に載ります。空のままでもかまいません。例：本社サーバーのランサムウェア感染"),
    )
    case_note = TextQuestion(
        _("前提のメモ"),
        _("何が起きたと考えるかを数行で書くと、報告書の1ページ目に載ります。"),
        lines=3,
        most=1000,
    )
