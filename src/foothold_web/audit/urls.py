"""Addresses of the audit log."""

from foothold_web.accounts.roles import SEE_AUDIT
from foothold_web.audit import views
from foothold_web.routing import route

urlpatterns = [route("audit/", views.index, permission=SEE_AUDIT, name="audit")]
