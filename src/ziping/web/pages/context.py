"""What the frame around every page shows."""

from django.conf import settings
from django.http import HttpRequest

from ziping.web.demo.logins import LOGINS, PASSWORD
from ziping.web.organisations.models import Role
from ziping.web.organisations.rights import MANAGERS, is_administrator, memberships
from ziping.web.records.models import Notice


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the number of unread notices and whether this is the demonstration."""
    person = getattr(request, "user", None)
    unread, reviews, administers, orders = 0, False, False, False
    if person is not None and person.is_authenticated:
        reviews = any(it.role == Role.FINANCE_REVIEWER for it in memberships(person))
        orders = any(it.role in MANAGERS for it in memberships(person))
        administers = is_administrator(person)
        unread = Notice.objects.filter(person=person, read_at=None).count()
    shown: dict[str, object] = {
        "unread_notices": unread,
        "reviews_for_finance": reviews,
        "administers": administers,
        "orders_work": orders,
        "is_demo": settings.DEMO,
        "single_sign_on": settings.SINGLE_SIGN_ON,
    }
    if settings.DEMO:
        shown["demo_password"] = PASSWORD
        shown["demo_logins"] = [(login, name) for login, (name, _, _) in LOGINS.items()]
    return shown
