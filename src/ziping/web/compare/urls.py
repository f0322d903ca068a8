"""Addresses of comparisons."""

from django.urls import path

from ziping.web.compare import views

urlpatterns = [
    path("", views.compare, name="compare"),
    path("another/", views.another_profile, name="another-profile"),
]
