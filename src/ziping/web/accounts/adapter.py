"""How people come in: nobody makes an account for himself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators and by single sign-on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account comes from an administrator."""
        del request
        return False
