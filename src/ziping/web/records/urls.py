"""Addresses of forms."""

from django.urls import path

from ziping.web.records import history_views, list_views, review_views, views

urlpatterns = [
    path("", list_views.record_list, name="record-list"),
    path("batch/", list_views.batch, name="record-batch"),
    path("<uuid:record_id>/", views.record_page, name="record"),
    path("notices/", history_views.notices, name="notices"),
    path("notices/read/", history_views.all_read, name="notices-read"),
    path("notices/<int:notice_id>/", history_views.notice, name="notice"),
    path("<uuid:record_id>/history/", history_views.history, name="record-history"),
    path("<uuid:record_id>/history/<int:number>/", history_views.as_it_stood, name="record-as-it-stood"),
    path("<uuid:record_id>/return/", review_views.send_back, name="record-return"),
    path("<uuid:record_id>/waive/", review_views.waive, name="record-waive"),
    path("<uuid:record_id>/answers/<int:remark_id>/", review_views.answer, name="record-answer"),
    path("<uuid:record_id>/steps/<slug:name>/", review_views.step, name="record-step"),
]
