"""Who asks."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.organisations.rights import memberships

router = Router(tags=["me"], by_alias=True)


class Me(Schema):
    """Who the token acts for, and his roles."""

    login: str
    name: str
    roles: list[dict[str, str]]


@router.get("/", response={200: Me, REFUSALS: Fault})
def read(request: HttpRequest) -> dict[str, Any]:
    """Tell who the token acts for."""
    who = person(request)
    roles = [
        {"organisation": it.organisation.name, "code": it.organisation.code, "role": it.role}
        for it in memberships(who)
    ]
    return {"login": who.username, "name": str(who), "roles": roles}
