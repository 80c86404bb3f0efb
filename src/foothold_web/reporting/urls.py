"""Addresses of homes, indicators and reports."""

from foothold_web.accounts.roles import SEE_HOME
from foothold_web.reporting import homes
from foothold_web.routing import route

urlpatterns = [route("", homes.home, permission=SEE_HOME, name="home")]
