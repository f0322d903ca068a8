"""The interface as a whole: its operations, who may ask, how it refuses, and its documentation."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger
from ninja.operation import Operation

from ziping.web.api import faults
from ziping.web.api.access import PageAuth, PersonThrottle, TokenAuth
from ziping.web.api.endpoints import routers
from ziping.web.api.parsing import StrictParser

_WHERE = {"review": "forms", "evidence": "forms", "rows": "forms", "reports": "forms"}
"""Where operations are found whose address is not their module's name."""


class Documentation(Swagger):
    """The documentation inside our own frame; everything it loads comes from this server."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 — ninja's own signature
        """Show the page."""
        return render(request, "api/docs.html", {"section": "api", "url": self.get_openapi_url(api, kwargs)})


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer as JSON even where there is nothing."""
    del request, rest
    message = {"zh": "没有这个地址", "en": "there is no such address"}
    return JsonResponse({"code": "not-found", "message": message}, status=404)


class Interface(NinjaAPI):
    """The operations by short names: ``forms_edit``."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation by its module and function."""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"


api = Interface(
    title="ziping 自评",
    version="1",
    description="与网页相同的全部功能。自评表按 ziping.form/1 原样进出。 "
    "Everything that a page can do; forms come and go as ziping.form/1.",
    auth=[TokenAuth(), PageAuth()],
    throttle=[PersonThrottle()],
    parser=StrictParser(),
    docs=Documentation(),
    docs_url="/docs",
    urls_namespace="api",
)
faults.register(api)
for name, router in routers():
    where = _WHERE.get(name, name)
    api.add_router(f"/{where}" if where else "", router)
