"""Addresses of loads."""

from foothold_web.accounts.roles import (
    EXPORT_CASES,
    MAP_ROLES,
    MARK_CHECKS,
    SEE_CHECKS,
    SEE_ERASURES,
    SEE_LOADS,
    SEE_MONITORS,
)
from foothold_web.data import check_views, erasure_views, monitor_views, views, worker_roles
from foothold_web.routing import route

urlpatterns = [
    route("loads/", views.index, permission=SEE_LOADS, name="loads"),
    route("loads/<slug:load>/", views.load, permission=SEE_LOADS, name="load"),
    route("loads/<slug:load>/problems.csv", views.problems, permission=SEE_LOADS, name="problems"),
    route("loads/<slug:load>/mark/", views.mark, permission=MARK_CHECKS, name="problem_mark"),
    route("loads/<slug:load>/unmark/", views.unmark, permission=MARK_CHECKS, name="problem_unmark"),
    route("data-quality/", check_views.index, permission=SEE_CHECKS, name="checks"),
    route("data-quality/<slug:check>/", check_views.show, permission=SEE_CHECKS, name="check"),
    route("data-quality/<slug:check>/rows.csv", check_views.export, permission=EXPORT_CASES, name="check_csv"),
    route("data-quality/<slug:check>/mark/", check_views.mark, permission=MARK_CHECKS, name="check_mark"),
    route("data-quality/<slug:check>/unmark/", check_views.unmark, permission=MARK_CHECKS, name="check_unmark"),
    route("recording/", monitor_views.index, permission=SEE_MONITORS, name="monitors"),
    route("recording/<slug:monitor>/", monitor_views.show, permission=SEE_MONITORS, name="monitor"),
    route("recording/<slug:monitor>/rows.csv", monitor_views.export, permission=SEE_MONITORS, name="monitor_csv"),
    route("data/erasures/", erasure_views.index, permission=SEE_ERASURES, name="erasures"),
    route("worker-roles/", worker_roles.index, permission=SEE_LOADS, name="worker_roles"),
    route("worker-roles/change/", worker_roles.change, permission=MAP_ROLES, name="worker_roles_change"),
]
