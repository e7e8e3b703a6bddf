"""Facts to have ready (そろえておく事実): what JPCERT/CC says people will ask after an incident.

In the flow: printed in the report as boxes to tick. The three heads are 被害・経緯・対応.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FACTS: tuple[tuple[StrOrPromise, tuple[StrOrPromise, ...]], ...] = (
    (
        _("被害"),
        (
            _("感染や侵入の範囲（端末、サーバー、部署、拠点）"),
            _("業務が止まっているか、いつ戻る見込みか"),
            _("個人情報が漏えいしたか、その件数と内容"),
            _("金銭の被害があるか、その額"),
            _("取引先に被害が及んでいるか"),
            _("二次被害（なりすまし、詐欺メールなど）があるか"),
        ),
    ),
    (
        _("経緯"),
        (
            _("いつ、だれが、どのように気づいたか"),
            _("気づいてから今までに何をしたか（時刻つき）"),
            _("手口と侵入経路（わかっている範囲と、わかっていないこと）"),
        ),
    ),
    (
        _("対応"),
        (
            _("警察、所管の省庁、個人情報保護委員会へ届け出たか"),
            _("顧客と取引先へ何を、いつ、どの窓口で伝えるか"),
            _("今後の方針（調査、復旧、再発防止）と、決める人"),
            _("公表するか、しないか、その判断の理由"),
        ),
    ),
)
