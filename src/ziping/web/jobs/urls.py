"""Addresses of jobs."""

from django.urls import path

from ziping.web.jobs import views

urlpatterns = [
    path("", views.job_list, name="job-list"),
    path("start/<slug:name>/", views.start, name="job-start"),
    path("<uuid:job_id>/", views.job_page, name="job"),
    path("<uuid:job_id>/progress/", views.progress, name="job-progress"),
    path("<uuid:job_id>/cancel/", views.cancel, name="job-cancel"),
    path("<uuid:job_id>/result/", views.result, name="job-result"),
]
