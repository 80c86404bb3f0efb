"""Addresses of uploads."""

from foothold_web.accounts.roles import LOAD_RETURNS
from foothold_web.routing import route
from foothold_web.uploads import views

urlpatterns = [
    route("data/upload/", views.upload, permission=LOAD_RETURNS, name="upload"),
    route("data/upload/<slug:upload>/", views.state, permission=LOAD_RETURNS, name="upload_state"),
]
