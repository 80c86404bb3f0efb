"""Addresses of the programme."""

from foothold_web.accounts.roles import SEE_PROGRAMME
from foothold_web.programme import views
from foothold_web.routing import route

urlpatterns = [
    route("programme/", views.forecast, permission=SEE_PROGRAMME, name="programme"),
    route("programme/plan/", views.plan, permission=SEE_PROGRAMME, name="programme_plan"),
    route("programme/options/", views.options, permission=SEE_PROGRAMME, name="programme_options"),
]
