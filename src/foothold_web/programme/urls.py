"""Addresses of the programme."""

from foothold_web.accounts.roles import DECIDE_PROGRAMME, RUN_PROGRAMME, SEE_PROGRAMME
from foothold_web.programme import record_views, views
from foothold_web.routing import route

REGISTER = "programme/record/<slug:register>/"
ENTRY = REGISTER + "<int:entry>/"
GATE = "programme/gates/<int:gate>/"

urlpatterns = [
    route("programme/", views.forecast, permission=SEE_PROGRAMME, name="programme"),
    route("programme/plan/", views.plan, permission=SEE_PROGRAMME, name="programme_plan"),
    route("programme/options/", views.options, permission=SEE_PROGRAMME, name="programme_options"),
    route("programme/options/summary/", views.options_summary, permission=SEE_PROGRAMME, name="programme_summary"),
    route("programme/workstreams/", views.workstreams, permission=SEE_PROGRAMME, name="programme_workstreams"),
    route("programme/story/", views.story, permission=SEE_PROGRAMME, name="programme_story"),
    route("programme/ask/", views.ask, permission=SEE_PROGRAMME, name="programme_ask"),
    route(
        "programme/forecasts/<slug:forecast>/",
        views.kept_forecast,
        permission=SEE_PROGRAMME,
        name="programme_forecast",
    ),
    route("programme/record/", record_views.overview, permission=SEE_PROGRAMME, name="programme_record"),
    route("programme/confidence/", record_views.judge, permission=DECIDE_PROGRAMME, name="programme_judge"),
    route(GATE, record_views.gate, permission=SEE_PROGRAMME, name="programme_gate"),
    route(GATE + "criteria/", record_views.add_criterion, permission=RUN_PROGRAMME, name="programme_criterion"),
    route(GATE + "decide/", record_views.decide, permission=DECIDE_PROGRAMME, name="programme_decide"),
    route(REGISTER, record_views.register, permission=SEE_PROGRAMME, name="programme_register"),
    route(REGISTER + "add/", record_views.add, permission=RUN_PROGRAMME, name="programme_add"),
    route(ENTRY, record_views.entry, permission=SEE_PROGRAMME, name="programme_entry"),
    route(ENTRY + "change/", record_views.change, permission=RUN_PROGRAMME, name="programme_change"),
]
