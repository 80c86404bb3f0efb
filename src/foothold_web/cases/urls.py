"""Addresses of cases."""

from foothold_web.accounts.roles import EXPORT_CASES, SEE_CASES, SEE_UNALLOCATED
from foothold_web.cases import moves, views
from foothold_web.routing import route

urlpatterns = [
    route("unallocated/", views.unallocated, permission=SEE_UNALLOCATED, name="unallocated"),
    route(
        "unallocated/definitions/<slug:definition>/cases/",
        moves.definition_cases,
        permission=SEE_CASES,
        name="definition_cases",
    ),
    route("flow/<slug:stock>/moves/", moves.moves, permission=SEE_CASES, name="moves"),
    route("indicators/<slug:indicator>/cases/", views.behind, permission=SEE_CASES, name="cases"),
    route("indicators/<slug:indicator>/cases.csv", views.export, permission=EXPORT_CASES, name="cases_csv"),
]
