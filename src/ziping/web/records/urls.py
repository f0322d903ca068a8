"""Addresses of forms."""

from django.urls import path

from ziping.web.records import views

urlpatterns = [
    path("", views.record_list, name="record-list"),
    path("<uuid:record_id>/", views.record_page, name="record"),
]
