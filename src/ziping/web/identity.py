"""The office's identity service as the environment names it: OpenID Connect, SAML, or none."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text

SAML_APP: Final = "allauth.socialaccount.providers.saml"
_NAME: Final = "统一登录"
_NEEDED: Final = ("ZIPING_SAML_ENTITY", "ZIPING_SAML_URL", "ZIPING_SAML_CERTIFICATE")


class IdentityServiceError(ZipingError):
    """Single sign-on is set up by half."""


def has_saml() -> bool:
    """Tell whether ``ziping[saml]`` is installed."""
    return find_spec("onelogin") is not None and find_spec("xmlsec") is not None


def begins_at(given: Mapping[str, str]) -> str:
    """Return the address at which single sign-on begins; empty without a service."""
    if given.get("ZIPING_OIDC_URL"):
        return "/accounts/oidc/office/login/"
    return "/accounts/saml/office/login/" if given.get("ZIPING_SAML_ENTITY") else ""


def providers(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the services as allauth takes them; raise ``IdentityServiceError`` where something is missing."""
    return {
        "openid_connect": {"APPS": [_oidc(given)] if given.get("ZIPING_OIDC_URL") else []},
        "saml": {"APPS": [_saml(given)] if any(map(given.get, _NEEDED)) else []},
    }


def _oidc(given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "provider_id": "office",
        "name": given.get("ZIPING_OIDC_NAME", _NAME),
        "client_id": given.get("ZIPING_OIDC_CLIENT", ""),
        "secret": given.get("ZIPING_OIDC_SECRET", ""),
        "settings": {"server_url": given["ZIPING_OIDC_URL"]},
    }


def _saml(given: Mapping[str, str]) -> dict[str, Any]:
    if missing := [it for it in _NEEDED if not given.get(it)]:
        names = "、".join(missing)
        raise IdentityServiceError(
            Text(f"统一登录（SAML）还缺设置 {names}", f"SAML lacks the settings {names}")
        )
    if not has_saml():
        raise IdentityServiceError(
            Text(
                "统一登录（SAML）需另行安装：pip install 'ziping[saml]'",
                "SAML needs: pip install 'ziping[saml]'",
            )
        )
    entity, name = given["ZIPING_SAML_ENTITY"], given.get("ZIPING_SAML_USERNAME", "username")
    service = {
        "entity_id": entity,
        "sso_url": given["ZIPING_SAML_URL"],
        "x509cert": _certificate(given["ZIPING_SAML_CERTIFICATE"]),
    }
    return {
        "provider_id": entity,
        "name": _NAME,
        "client_id": "office",
        "settings": {
            "idp": service,
            "attribute_mapping": {"uid": name, "username": name},
            "advanced": {
                "want_assertion_signed": True,
                "reject_idp_initiated_sso": True,
                "allow_single_label_domains": True,  # names of an office's own network
            },
        },
    }


def _certificate(path: str) -> str:
    try:
        return Path(path).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise IdentityServiceError(
            Text(f"读不到统一登录（SAML）的证书：{path}", f"the certificate of SAML cannot be read: {path}")
        ) from error
