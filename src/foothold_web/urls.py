"""Every address of the service. A line says which permission opens it; a test fails for one that does not."""

from __future__ import annotations

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from foothold_web.routing import public

urlpatterns: list[URLPattern | URLResolver] = [
    public("sign-in/", accounts.login, name="account_login"),
    public("sign-out/", accounts.logout, name="account_logout"),
    public("account-closed/", accounts.account_inactive, name="account_inactive"),
    path("", include("foothold_web.reporting.urls")),
    path("", include("foothold_web.cases.urls")),
    path("", include("foothold_web.data.urls")),
    path("", include("foothold_web.uploads.urls")),
    path("", include("foothold_web.programme.urls")),
    path("", include("foothold_web.audit.urls")),
]
handler400 = "foothold_web.errors.malformed"
handler403 = "foothold_web.errors.forged"
handler404 = "foothold_web.errors.missing"
handler500 = "foothold_web.errors.fault"
