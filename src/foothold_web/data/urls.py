"""Addresses of loads."""

from foothold_web.accounts.roles import SEE_LOADS
from foothold_web.data import views
from foothold_web.routing import route

urlpatterns = [
    route("loads/", views.index, permission=SEE_LOADS, name="loads"),
    route("loads/<slug:load>/", views.load, permission=SEE_LOADS, name="load"),
    route("loads/<slug:load>/problems.csv", views.problems, permission=SEE_LOADS, name="problems"),
]
