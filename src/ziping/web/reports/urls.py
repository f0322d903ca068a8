"""Addresses of reviews."""

from django.urls import path

from ziping.web.reports import views

urlpatterns = [
    path("", views.start, name="report-start"),
    path("<uuid:record_id>/<slug:kind>/<slug:name>/", views.of_one, name="report"),
]
