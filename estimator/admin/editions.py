"""The page of an edition: its tables, and the buttons that copy it, publish it, make it default.

In the flow: GET shows what would happen, POST does it; each needs its own permission.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from .. import costbook_store
from ..costbook_store.tables import TABLES
from ..models import Edition, Source
from ..models.editions import CODE
from . import comparing, spreadsheets
from .record import RecordedMixin
from .rows import RowAdmin, is_published

ADD, PUBLISH = "estimator.add_edition", "estimator.publish_edition"
EditionView = Callable[["EditionAdmin", HttpRequest, Edition], HttpResponse]


class CopyForm(forms.Form):
    """What a new edition needs: a code of its own and its names."""

    code = forms.CharField(
        label=_("新しい版のコード"),
        max_length=40,
        validators=[CODE],
        help_text=_("例: 2027-05。公開後は変えられません。"),
    )

    title_ja = forms.CharField(
        label=_("名称"),
        max_length=120,
        help_text=_("画面とPDFに出る版の名前です。例: 2027年5月の単価"),
    )
    title_en = forms.CharField(
        label=_("名称（英語）"), max_length=120, help_text=_("英語表示で使う名前です。")
    )

    def clean_code(self) -> str:
        """Refuse a code that is taken."""
        code = str(self.cleaned_data["code"])
        if Edition.objects.filter(code=code).exists():
            raise forms.ValidationError(_("このコードの版はすでにあります。"))
        return code


class SummaryForm(forms.Form):
    """What publishing asks for."""

    summary = forms.CharField(
        label=_("公開の要約"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("何がなぜ変わったかを、使う人に向けて書きます。公開後は変えられません。"),
    )


@admin.register(Edition)
class EditionAdmin(RecordedMixin, admin.ModelAdmin):
    """版."""

    list_display = ("title_ja", "code", "state", "is_default", "published_on")
    list_filter = ("state",)
    search_fields = ("title_ja", "title_en", "code", "note")
    search_help_text = _("名称・コード・説明で探せます。")
    readonly_fields = (
        "state", "is_default", "published_on", "summary", "drafted_by", "published_by", "tables",
    )  # fmt: skip
    fieldsets = (
        (_("名前"), {"fields": ("code", ("title_ja", "title_en"), "note")}),
        (
            _("公開"),
            {
                "fields": (
                    ("state", "is_default", "published_on"),
                    ("drafted_by", "published_by"),
                    "summary",
                )
            },
        ),
        (_("この版の表"), {"fields": ("tables",)}),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse a change to a published edition."""
        return super().has_change_permission(request, obj) and not is_published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete a published edition."""
        return super().has_delete_permission(request, obj) and not is_published(obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Put on record who begins an edition."""
        if not change:
            obj.drafted_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("表"))
    def tables(self, edition: Edition | None) -> SafeString:
        """Link to each table, filtered to this edition, with its number of rows."""
        if edition is None or edition.pk is None:
            return SafeString("—")
        rows = ((_link(table, edition), table._meta.verbose_name) for table in TABLES)  # noqa: SLF001
        listed = ((url, name, count) for (url, count), name in rows)
        return format_html_join("　", '<a href="{}">{}（{}）</a>', listed)

    def get_urls(self) -> list[URLPattern]:
        """Put the buttons and the comparisons before the address of an edition."""
        steps: dict[str, EditionView] = {
            "copy": copy,
            "publish": publish,
            "default": make_default,
            "difference": comparing.difference,
            "effect": comparing.effect,
            "stale": comparing.stale,
        }
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(csrf_protect(_of_edition(self, step))),
                name=f"estimator_edition_{name}",
            )
            for name, step in steps.items()
        ]
        return [*own, *spreadsheets.urls(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say which buttons this person may press."""
        context["may_copy"] = request.user.has_perm(ADD)
        context["may_publish"] = request.user.has_perm(PUBLISH)
        return super().render_change_form(request, context, *args, **kwargs)

    def page(
        self, request: HttpRequest, template: str, edition: Edition, **context: Any
    ) -> TemplateResponse:
        """Render one of the pages behind the buttons."""
        common = {**self.admin_site.each_context(request), "opts": self.opts, "edition": edition}
        status, part = context.pop("status", 200), context.pop("part", "")
        return TemplateResponse(
            request,
            f"admin/estimator/edition/{template}.html{part}",
            {**common, **context},
            status=status,
        )


def _link(table: type[Any], edition: Edition) -> tuple[str, int]:
    address = reverse(f"admin:estimator_{table._meta.model_name}_changelist")  # noqa: SLF001
    count = table.objects.filter(edition=edition).count()
    return f"{address}?edition__id__exact={edition.pk}", count


def _of_edition(model_admin: EditionAdmin, step: EditionView) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, object_id: int) -> HttpResponse:
        return step(model_admin, request, get_object_or_404(Edition, pk=object_id))

    return view


def _change_page(edition: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:estimator_edition_change", args=[edition.pk]))


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def copy(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """この版から新しい版を作る."""
    _require(request, ADD)
    form = CopyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return model_admin.page(
            request, "copy", edition, form=form, title=_("新しい版を作る"), status=status
        )
    titles = (form.cleaned_data["title_ja"], form.cleaned_data["title_en"])
    new = costbook_store.copy_edition(
        edition, form.cleaned_data["code"], titles=titles, by=_person(request)
    )
    model_admin.log_addition(request, new, gettext("写した元：%(code)s") % {"code": edition.code})
    text = gettext(
        "「%(old)s」を写して編集中の版「%(new)s」を作りました。表を直してから公開してください。"
    )
    messages.success(request, text % {"old": edition.code, "new": new.code})
    return _change_page(new)


def publish(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """公開して既定にする."""
    _require(request, PUBLISH)
    if edition.is_published:
        messages.warning(request, _("この版はすでに公開されています。"))
        return _change_page(edition)
    form = SummaryForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _publish_page(model_admin, request, edition, form=form)
    summary = form.cleaned_data["summary"]
    try:
        costbook_store.publish(edition, by=_person(request), summary=summary)
    except (costbook_store.CannotPublish, costbook_store.NeedsSecondPerson):
        return _publish_page(model_admin, request, edition, form=form)
    model_admin.log_change(request, edition, gettext("公開して既定にした"))
    text = gettext("「%(code)s」を公開し、新しい見積りの既定にしました。")
    messages.success(request, text % {"code": edition.code})
    return _change_page(edition)


def _person(request: HttpRequest) -> User:
    """Return who is signed in; the admin lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _publish_page(
    model_admin: EditionAdmin, request: HttpRequest, edition: Edition, *, form: SummaryForm
) -> HttpResponse:
    """Show what publishing changes, or everything that stands in its way."""
    current = costbook_store.default_edition()
    problems = costbook_store.refusals(edition, against=current)
    return model_admin.page(
        request,
        "publish",
        edition,
        form=form,
        problems=problems,
        needs_second_person=costbook_store.worked_on(edition, _person(request)),
        difference=comparing.side_by_side(current, edition) if current and not problems else None,
        current=current,
        title=_("公開して既定にする"),
        status=422 if request.method == "POST" else 200,
    )


def make_default(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """公開済みの版を既定に戻す."""
    _require(request, PUBLISH)
    if request.method != "POST":
        return model_admin.page(request, "default", edition, title=_("既定にする"))
    try:
        costbook_store.make_default(edition)
    except costbook_store.NotPublished:
        messages.error(request, _("編集中の版は既定にできません。先に公開してください。"))
        return _change_page(edition)
    model_admin.log_change(request, edition, gettext("既定にした"))
    text = gettext("「%(code)s」を新しい見積りの既定にしました。")
    messages.success(request, text % {"code": edition.code})
    return _change_page(edition)


@admin.register(Source)
class SourceAdmin(RowAdmin):
    """出典."""

    list_display = ("code", "publisher", "title", "published", "url", "edition_code")
    list_select_related = ("edition",)
    list_filter = ("edition",)
    search_fields = ("code", "publisher", "title", "url")
    search_help_text = _("出典番号・発行者・題名・URLで探せます。")
    formfield_overrides: ClassVar[dict[Any, Any]] = {URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (_("出典"), {"fields": ("edition", "code", "publisher", "title", ("published", "url"))}),
    )

    @admin.display(description=_("版"), ordering="edition__code")
    def edition_code(self, row: Source) -> str:
        """Show the code of the edition."""
        return row.edition.code
