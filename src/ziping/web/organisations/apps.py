"""Regions, finance bureaus, departments and units, and who may do what in them."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Regions, finance bureaus, departments and units, and who may do what in them."""

    name = "ziping.web.organisations"
    label = "organisations"
