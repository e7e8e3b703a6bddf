"""The closed lists the cost tables choose from: state, grade, unit, currency, severity.

In the flow: below every table. The codes are the ones the core reads; the labels are for the admin.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """状態 of an edition."""

    DRAFT = "draft", _("編集中")
    PUBLISHED = "published", _("公開済み（変更不可）")
    SUPERSEDED = "superseded", _("旧版（変更不可）")


class Grade(models.TextChoices):
    """確度: where a figure was seen, as in the note on grades in docs/method.md."""

    SEED = "S", _("S　基礎資料に記載")
    PUBLISHER = "A", _("A　発行者のページで確認")
    REPORTED = "B", _("B　報道・専門家の記事で確認")
    NOTED = "C", _("C　第三者の調査メモで確認（原典は要照合）")
    DERIVED = "D", _("D　公表値からの当方試算")
    UNSEEN = "U", _("U　未確認（使用不可）")
    ASSUMED = "E", _("E　当方仮定")


class Unit(models.TextChoices):
    """単位: of a unit cost, a ratio or a typical answer."""

    YEN = "yen", _("円")
    YEN_PER_DEVICE = "yen_per_device", _("円／台")
    YEN_PER_DEVICE_MONTH = "yen_per_device_month", _("円／台・月")
    YEN_PER_PIECE = "yen_per_piece", _("円／通")
    YEN_PER_INSERTION = "yen_per_insertion", _("円／回")
    YEN_PER_SEAT_MONTH = "yen_per_seat_month", _("円／席・月")
    YEN_PER_PERSON = "yen_per_person", _("円／人")
    YEN_PER_MONTH = "yen_per_month", _("円／月")
    YEN_PER_CARD = "yen_per_card", _("円／枚")
    YEN_PER_PERSON_MONTH = "yen_per_person_month", _("円／人月")
    YEN_PER_YEAR = "yen_per_year", _("円／年")
    YEN_PER_PERSON_YEAR = "yen_per_person_year", _("円／人・年")
    YEN_PER_USD = "yen_per_usd", _("円／米ドル")
    YEN_PER_EUR = "yen_per_eur", _("円／ユーロ")
    USD = "usd", _("米ドル")
    EUR = "eur", _("ユーロ")
    PERCENT = "percent", _("％")
    HOURS = "hours", _("時間")
    DAYS = "days", _("日")
    MONTHS = "months", _("か月")
    PEOPLE = "people", _("人")
    DEVICES = "devices", _("台")
    CARDS = "cards", _("枚")
    TIMES = "times", _("回")
    SEAT_MONTHS = "seat_months", _("席・月")
    FACTOR = "factor", _("倍")
    PER_YEAR = "per_year", _("回／年")
    LOG_SIGMA = "log_sigma", _("対数の標準偏差")


class Currency(models.TextChoices):
    """通貨 of an amount fixed by law or of an exchange rate."""

    JPY = "JPY", _("円")
    USD = "USD", _("米ドル")
    EUR = "EUR", _("ユーロ")


class Severity(models.TextChoices):
    """重さ of an incident; the typical answers may depend on it."""

    MINOR = "minor", _("軽微")
    MODERATE = "moderate", _("中")
    MAJOR = "major", _("重大")
