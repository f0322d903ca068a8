"""Addresses of what is brought to a form, below those of the form."""

from django.urls import path

from ziping.web.importing import views

urlpatterns = [
    path("<uuid:record_id>/import/", views.bring_in, name="import"),
    path("<uuid:record_id>/import/<slug:digest>/", views.compare, name="import-compare"),
    path("<uuid:record_id>/import/<slug:digest>/pages/<int:number>/", views.page, name="import-page"),
]
