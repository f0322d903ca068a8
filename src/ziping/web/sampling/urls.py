"""Addresses of finance review."""

from django.urls import path

from ziping.web.sampling import views

urlpatterns = [
    path("", views.draw_list, name="draw-list"),
    path("draw/", views.draw, name="draw-make"),
    path("<int:draw_id>/", views.draw_page, name="draw"),
    path("forms/<int:drawn_id>/", views.drawn_page, name="drawn"),
    path("forms/<int:drawn_id>/mark/", views.mark, name="mark"),
    path("forms/<int:drawn_id>/finish/", views.finish, name="finish"),
]
