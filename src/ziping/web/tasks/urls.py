"""Addresses of the year's work."""

from django.urls import path

from ziping.web.tasks import views

urlpatterns = [
    path("", views.task_list, name="tasks"),
    path("<int:task_id>/", views.task_page, name="task"),
    path("<int:task_id>/import/<slug:name>/", views.bring_in, name="task-import"),
    path("templates/<slug:name>.xlsx", views.template_file, name="task-template"),
]
