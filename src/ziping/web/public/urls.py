"""Addresses for the public."""

from django.urls import path

from ziping.web.public import views

urlpatterns = [
    path("", views.public_list, name="public-list"),
    path("<uuid:record_id>/", views.public_form, name="public-form"),
]
