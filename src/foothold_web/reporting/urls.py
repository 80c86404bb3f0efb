"""Addresses of homes, indicators and reports."""

from foothold_web.accounts.roles import EXPORT_CASES, RECORD_CIRCUMSTANCES, SEE_HOME, SEE_INDICATORS, SEE_REPORTS
from foothold_web.reporting import (
    catalogue,
    changed,
    chart_files,
    circumstances,
    compare,
    flow,
    homes,
    indicators,
    reports,
    teams,
    unallocated,
    wall,
)
from foothold_web.routing import route

urlpatterns = [
    route("", homes.home, permission=SEE_HOME, name="home"),
    route("indicators/", catalogue.index, permission=SEE_INDICATORS, name="indicators"),
    route("indicators/figures.<slug:form>", catalogue.export, permission=SEE_INDICATORS, name="indicators_file"),
    route("indicators/wall/", wall.page, permission=SEE_INDICATORS, name="wall"),
    route("indicators/<slug:indicator>/", indicators.indicator, permission=SEE_INDICATORS, name="indicator"),
    route("indicators/<slug:indicator>/changed/", changed.changed, permission=SEE_INDICATORS, name="changed"),
    route("indicators/<slug:indicator>/changed.csv", changed.export, permission=EXPORT_CASES, name="changed_csv"),
    route("indicators/<slug:indicator>/compare/", compare.page, permission=SEE_INDICATORS, name="compare"),
    route("indicators/<slug:indicator>/compare.csv", compare.export, permission=SEE_INDICATORS, name="compare_csv"),
    route("indicators/<slug:indicator>/series.csv", indicators.export, permission=SEE_INDICATORS, name="series"),
    route(
        "indicators/<slug:indicator>/figures.<slug:form>",
        indicators.file,
        permission=SEE_INDICATORS,
        name="indicator_file",
    ),
    route("teams/", teams.index, permission=SEE_INDICATORS, name="teams"),
    route("teams/<str:team>/", teams.team, permission=SEE_INDICATORS, name="team"),
    route("teams/<str:team>/figures.<slug:form>", teams.export, permission=SEE_INDICATORS, name="team_file"),
    route(
        "indicators/<slug:indicator>/chart.<slug:form>",
        chart_files.download,
        permission=SEE_INDICATORS,
        name="chart_file",
    ),
    route(
        "indicators/<slug:indicator>/<slug:drawing>.svg", indicators.drawing, permission=SEE_INDICATORS, name="drawing"
    ),
    route(
        "indicators/<slug:indicator>/baseline/",
        circumstances.baseline,
        permission=RECORD_CIRCUMSTANCES,
        name="baseline",
    ),
    route("circumstances/", circumstances.index, permission=SEE_INDICATORS, name="circumstances"),
    route(
        "circumstances/record/",
        circumstances.record,
        permission=RECORD_CIRCUMSTANCES,
        name="circumstances_record",
    ),
    route(
        "circumstances/<int:entry>/take-back/",
        circumstances.withdraw,
        permission=RECORD_CIRCUMSTANCES,
        name="circumstances_withdraw",
    ),
    route("states/", wall.states, permission=SEE_INDICATORS, name="states"),
    route("unallocated/definitions/", unallocated.definitions, permission=SEE_INDICATORS, name="definitions"),
    route("flow/<slug:stock>/", flow.flow, permission=SEE_INDICATORS, name="flow"),
    route("flow/<slug:stock>/flow.csv", flow.export, permission=SEE_INDICATORS, name="flow_csv"),
    route("reports/", reports.index, permission=SEE_REPORTS, name="reports"),
    route("reports/<slug:report>/", reports.report, permission=SEE_REPORTS, name="report"),
    route("reports/<slug:report>/read/", reports.read, permission=SEE_REPORTS, name="report_read"),
    route("reports/<slug:report>/report.<slug:form>", reports.file, permission=SEE_REPORTS, name="report_file"),
    route("reports/<slug:earlier>/to/<slug:later>/", reports.changes, permission=SEE_REPORTS, name="report_changes"),
]
