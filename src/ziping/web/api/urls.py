"""Addresses of the interface for machines, and of the page of tokens."""

from django.urls import path

from ziping.web.api import views
from ziping.web.api.interface import api, no_such_address

urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", views.revoke, name="token-revoke"),
    path("", api.urls),
    path("<path:rest>", no_such_address),
]
