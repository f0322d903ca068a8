"""Addresses of a person's own account; passwords and second factors are allauth's."""

from django.urls import path

from ziping.web.accounts import views

urlpatterns = [path("", views.account, name="account")]
