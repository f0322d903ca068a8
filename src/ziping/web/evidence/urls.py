"""Addresses of evidence, below those of its form."""

from django.urls import path

from ziping.web.evidence import views

urlpatterns = [
    path("<uuid:record_id>/evidence/", views.shelf, name="evidence"),
    path("<uuid:record_id>/evidence/<int:number>/", views.file, name="evidence-file"),
    path("<uuid:record_id>/evidence/<int:number>/view/", views.look, name="evidence-look"),
    path("<uuid:record_id>/evidence/<int:number>/pages/<int:page>/", views.page, name="evidence-page"),
    path("<uuid:record_id>/evidence/<int:number>/remove/", views.remove, name="evidence-remove"),
]
