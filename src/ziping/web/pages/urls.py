"""Addresses of what all pages share."""

from django.urls import path

from ziping.web.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
]
