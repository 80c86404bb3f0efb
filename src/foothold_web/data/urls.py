"""Addresses of loads."""

urlpatterns: list = []
