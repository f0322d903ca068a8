"""Addresses that the fill-in page talks to."""

from django.urls import path

from ziping.web.filling import views

urlpatterns = [
    path("<uuid:record_id>/cells/", views.cells, name="cells"),
    path("<uuid:record_id>/rows/", views.rows, name="rows"),
    path("<uuid:record_id>/undoable/", views.undoable, name="undoable"),
    path("<uuid:record_id>/export/<slug:name>/", views.export, name="export"),
]
