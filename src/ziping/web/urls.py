"""Addresses: each slice lists its own in its ``urls``."""

from django.urls import include, path

from ziping.web.organisations.views import first

handler400 = "ziping.web.pages.refusals.bad_request"
urlpatterns = [
    path("", include("ziping.web.pages.urls")),
    path("forms/", include("ziping.web.records.urls")),
    path("forms/", include("ziping.web.filling.urls")),
    path("forms/", include("ziping.web.evidence.urls")),
    path("forms/", include("ziping.web.importing.urls")),
    path("compare/", include("ziping.web.compare.urls")),
    path("public/", include("ziping.web.public.urls")),
    path("reports/", include("ziping.web.reports.urls")),
    path("sampling/", include("ziping.web.sampling.urls")),
    path("api/", include("ziping.web.api.urls")),
    path("jobs/", include("ziping.web.jobs.urls")),
    path("tasks/", include("ziping.web.tasks.urls")),
    path("organisations/", include("ziping.web.organisations.urls")),
    path("account/", include("ziping.web.accounts.urls")),
    path("first/", first, name="first"),
    path("accounts/", include("ziping.web.accounts.allauth_urls")),
]
