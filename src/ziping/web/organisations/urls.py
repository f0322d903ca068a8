"""Addresses of administration."""

from django.urls import path

from ziping.web.organisations import views

urlpatterns = [
    path("", views.tree, name="organisations"),
    path("<int:organisation_id>/", views.organisation, name="organisation"),
    path("<int:organisation_id>/save/", views.save, name="organisation-save"),
    path("<int:organisation_id>/members/", views.add_member, name="organisation-member"),
    path("roles/<int:membership_id>/take/", views.take_role, name="role-take"),
    path("people/<int:person_id>/<slug:act>/", views.person, name="person-act"),
    path("import/<slug:name>/", views.import_page, name="organisations-import"),
    path("import/<slug:name>/template.xlsx", views.template_file, name="organisations-template"),
]
