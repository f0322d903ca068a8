"""Addresses of forms."""

from django.urls import path

from ziping.web.records import list_views, review_views, views

urlpatterns = [
    path("", list_views.record_list, name="record-list"),
    path("batch/", list_views.batch, name="record-batch"),
    path("<uuid:record_id>/", views.record_page, name="record"),
    path("<uuid:record_id>/return/", review_views.send_back, name="record-return"),
    path("<uuid:record_id>/waive/", review_views.waive, name="record-waive"),
    path("<uuid:record_id>/answers/<int:remark_id>/", review_views.answer, name="record-answer"),
    path("<uuid:record_id>/steps/<slug:name>/", review_views.step, name="record-step"),
]
