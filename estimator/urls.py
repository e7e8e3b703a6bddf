"""The addresses of the estimator.

Whoever knows the address of an assessment can read and change it; whoever knows that of a shared
result can read it. The tokens are opaque, and config/logs.py keeps them out of every log line.
"""

from django.urls import URLPattern, URLResolver, include, path

from .views import (
    actuals,
    ask,
    assessments,
    compare,
    editions,
    first,
    gallery,
    helping,
    logo,
    measures,
    method,
    overview,
    partners,
    prices,
    quotes,
    receipts,
    reply,
    report,
    result,
    share,
    shared,
    start,
    steps,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("first/", first.first, name="first"),
    path("about/", start.about, name="about"),
    path("api/", include("estimator.api.urls")),
    path("editions/", editions.editions, name="editions"),
    path(
        "editions/<slug:old>..<slug:new>/", editions.edition_difference, name="edition_difference"
    ),
    # 算定根拠; #<cost item> and #source-<id> are addresses too, printed in reports
    path("method/", method.in_force, name="method"),
    path("method/<slug:edition>/", method.of_edition, name="method_edition"),
    path("method/<slug:edition>/answers/", method.answers, name="method_answers"),
    path("method/<slug:edition>/figures.json", method.as_data, name="method_json"),
    path("method/<slug:edition>/figures.xlsx", method.as_workbook, name="method_xlsx"),
    # /prices/<token>/: one price list of a company's own
    path("prices/", prices.create, name="price_list_create"),
    path("prices/<str:token>/", prices.edit, name="price_list"),
    path("prices/<str:token>/delete/", prices.delete, name="price_list_delete"),
    path("examples/<slug:case_id>/", gallery.open_case, name="example_open"),
    # /a/<token>/…: one assessment; a fixed name goes before a step of that name
    path("a/", assessments.create, name="assessment_create"),
    path("a/<str:token>/", assessments.resume, name="assessment"),
    path("a/<str:token>/check/", assessments.check, name="check"),
    path("a/<str:token>/overview/", overview.overview, name="overview"),
    path("a/<str:token>/overview/detail/", overview.detail, name="overview_detail"),
    path("a/<str:token>/saved/", assessments.saved, name="assessment_saved"),
    path("a/<str:token>/copy/", assessments.copy, name="assessment_copy"),
    path("a/<str:token>/delete/", assessments.delete, name="assessment_delete"),
    path("a/<str:token>/result/", result.result, name="result"),
    path("a/<str:token>/undo/", result.undo, name="undo"),
    path("a/<str:token>/recalculate/", result.recalculate, name="recalculate"),
    path("a/<str:token>/quote/<slug:code>/", quotes.quote, name="quote"),
    path("a/<str:token>/quote/<slug:code>/remove/", quotes.remove_quote, name="remove_quote"),
    path("a/<str:token>/compare/", compare.compare, name="compare"),
    path("a/<str:token>/compare/add/", compare.add, name="compare_add"),
    path("a/<str:token>/compare/remove/", compare.take_out, name="compare_remove"),
    path("a/<str:token>/compare/rename/", compare.rename, name="compare_rename"),
    path("a/<str:token>/compare/together/", compare.pick, name="compare_pick"),
    path("a/<str:token>/compare/recalculate/", compare.recalculate, name="compare_recalculate"),
    path("a/<str:token>/customers/", partners.partners, name="partners"),
    path("a/<str:token>/customers/answer/", partners.buyer_answer, name="buyer_answer"),
    path("a/<str:token>/report/", report.report, name="report"),
    path("a/<str:token>/report.pdf", report.report_pdf, name="report_pdf"),
    path("a/<str:token>/report/logo/", logo.logo, name="logo"),
    path("a/<str:token>/report/logo/remove/", logo.remove, name="logo_remove"),
    path("a/<str:token>/measures/", measures.measures, name="measures"),
    # 実績: what was really paid, beside the estimate
    path("a/<str:token>/actuals/", actuals.actuals, name="actuals"),
    path("a/<str:token>/actuals/receipts/", receipts.receipts, name="receipts"),
    path("a/<str:token>/actuals/receipts.csv", receipts.as_csv, name="receipts_csv"),
    path("a/<str:token>/actuals/<int:number>/", actuals.edit, name="actual"),
    path("a/<str:token>/actuals/<int:number>/remove/", actuals.remove, name="actual_remove"),
    path("a/<str:token>/actuals/<int:number>/restore/", actuals.restore, name="actual_restore"),
    path("a/<str:token>/actuals/<slug:code>/close/", actuals.close, name="actual_close"),
    path("a/<str:token>/actuals/<slug:code>/reopen/", actuals.reopen, name="actual_reopen"),
    # 共有と依頼: links for somebody else, made and stopped here
    path("a/<str:token>/share/", share.share, name="share"),
    path("a/<str:token>/share/<int:number>/stop/", share.stop, name="share_stop"),
    path("a/<str:token>/share/<int:number>/resume/", share.resume, name="share_resume"),
    path("a/<str:token>/ask/", ask.ask, name="ask"),
    path("a/<str:token>/ask/<int:number>/stop/", ask.stop, name="ask_stop"),
    path("a/<str:token>/ask/<int:number>/resume/", ask.resume, name="ask_resume"),
    path("a/<str:token>/ask/<int:number>/reply/", reply.reply, name="reply"),
    path("a/<str:token>/ask/<int:number>/undo/", reply.undo, name="reply_undo"),
    path("a/<str:token>/<slug:slug>/", steps.step, name="step"),
    # /s/<token>/: a result to look at; no address of the assessment is ever on these pages
    path("s/<str:token>/", shared.result, name="shared"),
    path("s/<str:token>/unlock/", shared.unlock, name="shared_unlock"),
    path("s/<str:token>/report/", shared.report, name="shared_report"),
    path("s/<str:token>/report.pdf", shared.report_pdf, name="shared_pdf"),
    path("s/<str:token>/figures.json", shared.as_json, name="shared_json"),
    # /h/<token>/: questions that somebody else answers
    path("h/<str:token>/", helping.questions, name="helping"),
    path("h/<str:token>/send/", helping.send, name="helping_send"),
    path("h/<str:token>/<slug:slug>/", helping.step, name="helping_step"),
]
