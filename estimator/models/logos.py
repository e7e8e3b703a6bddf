"""ロゴ: the picture that the report of an assessment carries in its head.

In the flow: written and read by `logo_store` alone, after `questionnaire.logo` has made the file
harmless; it goes with its assessment, or with the account for whose assessments it stands.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment


class Picture(models.Model):
    """What a logo is stored as."""

    class MediaType(models.TextChoices):
        """What the stored bytes are."""

        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"
        SVG = "image/svg+xml", "SVG"

    media_type = models.CharField(
        _("形式"),
        max_length=16,
        choices=MediaType.choices,
        help_text=_("保存した画像の形式。送られたファイルは描き直してあります。"),
    )
    content = models.BinaryField(_("画像"), help_text=_("描き直した画像。"))
    width = models.PositiveIntegerField(_("幅"), help_text=_("画素。SVG ではその単位。"))
    height = models.PositiveIntegerField(_("高さ"), help_text=_("画素。SVG ではその単位。"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(media_type__in=["image/png", "image/jpeg", "image/svg+xml"]),
                name="%(class)s_is_a_picture",
            ),
        ]


class Logo(Picture):
    """報告書のロゴ: one for an assessment."""

    assessment = models.OneToOneField(
        Assessment,
        on_delete=models.CASCADE,
        related_name="logo",
        verbose_name=_("見積りの回答"),
        help_text=_("ロゴを載せる見積り。回答と一緒に削除されます。"),
    )

    class Meta(Picture.Meta):
        verbose_name = _("報告書のロゴ")
        verbose_name_plural = _("報告書のロゴ")

    def __str__(self) -> str:
        """Name the row by its assessment."""
        return f"logo of {self.assessment}"


class AdviserLogo(Picture):
    """アカウントのロゴ: for the assessments of an account that have none of their own."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="logo",
        verbose_name=_("アカウント"),
        help_text=_("アカウントと一緒に削除されます。"),
    )

    class Meta(Picture.Meta):
        verbose_name = _("アカウントのロゴ")
        verbose_name_plural = _("アカウントのロゴ")

    def __str__(self) -> str:
        """Name the row by its account."""
        return f"logo of {self.user}"
