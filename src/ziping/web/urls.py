"""Addresses: each slice lists its own in its ``urls``."""

from django.urls import include, path

urlpatterns = [
    path("", include("ziping.web.pages.urls")),
    path("forms/", include("ziping.web.records.urls")),
    path("forms/", include("ziping.web.filling.urls")),
    path("forms/", include("ziping.web.evidence.urls")),
    path("compare/", include("ziping.web.compare.urls")),
    path("public/", include("ziping.web.public.urls")),
    path("sampling/", include("ziping.web.sampling.urls")),
    path("jobs/", include("ziping.web.jobs.urls")),
    path("accounts/", include("allauth.urls")),
]
