"""Links that let others see a result (共有リンク) or answer a part of the questions (質問の依頼).

In the flow: written and read by `share_store` and `hand_off_store`. The token of a link is never
stored, only its SHA-256 digest, and the passphrase only as Django's hash. All goes with the
assessment.
"""

from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment
from .owning import DIGEST_LENGTH
from .throttled import Throttled

RECIPIENT_LENGTH: Final = 60
NOTE_LENGTH: Final = 1000
KIND_LENGTH: Final = 32
HASH_LENGTH: Final = 128  # of Django's password field


class Link(models.Model):
    """A link for somebody else: for whom, until when, whether it was stopped."""

    token_digest = models.CharField(
        _("合い言葉のダイジェスト"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("リンクの合い言葉の SHA-256。合い言葉そのものは保存しません。"),
    )
    recipient = models.CharField(
        _("渡す相手"),
        max_length=RECIPIENT_LENGTH,
        help_text=_("だれに渡したか。相手にも見えます。"),
    )
    created = models.DateTimeField(_("作成"), help_text=_("最初に作られた日時。"))
    expires_at = models.DateTimeField(
        _("期限"), db_index=True, help_text=_("この日時を過ぎると開けなくなります。")
    )
    revoked_at = models.DateTimeField(
        _("止めた日時"), null=True, blank=True, help_text=_("空欄は止めていないもの。")
    )
    last_opened = models.DateTimeField(
        _("最後に開かれた日時"),
        null=True,
        blank=True,
        help_text=_("空欄はまだ開かれていないもの。"),
    )

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def is_open(self, now: datetime) -> bool:
        """Tell whether the link still leads somewhere."""
        return self.revoked_at is None and now < self.expires_at


class ShareLink(Link, Throttled):
    """共有リンク: whoever has it sees the result and can change nothing."""

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="share_links",
        verbose_name=_("見積りの回答"),
        help_text=_("共有する見積り。回答と一緒に削除されます。"),
    )
    passphrase = models.CharField(
        _("合い言葉（パスワード）のハッシュ"),
        max_length=HASH_LENGTH,
        blank=True,
        default="",
        help_text=_("開くときに聞く合い言葉のハッシュ。空欄は聞かないもの。"),
    )

    class Meta(Link.Meta):
        verbose_name = _("共有リンク")
        verbose_name_plural = _("共有リンク")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created")), name="share_link_expires_after_made"
            ),
        ]

    def __str__(self) -> str:
        """Name the row without its recipient."""
        return f"share link {self.pk}"


class HandOff(Link):
    """質問の依頼: sections of the questions that somebody else answers."""

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="hand_offs",
        verbose_name=_("見積りの回答"),
        help_text=_("質問のもとになった見積り。回答と一緒に削除されます。"),
    )
    helper = models.CharField(
        _("頼む相手"), max_length=KIND_LENGTH, help_text=_("税理士、IT業者などの別のコード。")
    )
    sections = models.JSONField(_("頼む質問"), help_text=_("頼む質問のまとまりのコード。"))
    note = models.CharField(
        _("ひとこと"), max_length=NOTE_LENGTH, blank=True, help_text=_("頼む人から相手への文。")
    )
    seen = models.JSONField(
        _("相手が見た回答"),
        default=dict,
        blank=True,
        help_text=_("相手に見せたときの、こちらの回答。あとで変わったかを調べるため。"),
    )
    draft = models.JSONField(
        _("相手の下書き"), default=dict, blank=True, help_text=_("相手が保存した回答。")
    )
    handled = models.JSONField(
        _("相手が答えた質問"), default=list, blank=True, help_text=_("下書きに関わる質問のキー。")
    )
    sent_at = models.DateTimeField(
        _("届いた日時"), null=True, blank=True, help_text=_("相手が送り返した日時。空欄は未着。")
    )
    settled_at = models.DateTimeField(
        _("決めた日時"),
        null=True,
        blank=True,
        help_text=_("届いた回答を使うか使わないか決めた日時。空欄は未定。"),
    )
    taken_keys = models.JSONField(
        _("使った回答"), default=list, blank=True, help_text=_("見積りに入れた質問のキー。")
    )
    before = models.JSONField(
        _("入れる前の回答"), default=dict, blank=True, help_text=_("元に戻すための、前の回答。")
    )

    class Meta(Link.Meta):
        verbose_name = _("質問の依頼")
        verbose_name_plural = _("質問の依頼")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created")), name="hand_off_expires_after_made"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(sent_at__isnull=False),
                name="hand_off_settled_after_sent",
            ),
        ]

    def __str__(self) -> str:
        """Name the row without its recipient."""
        return f"hand-off {self.pk}"

    @property
    def waits(self) -> bool:
        """Tell whether a reply waits for a decision."""
        return self.sent_at is not None and self.settled_at is None
