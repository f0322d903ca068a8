"""People come in through an identity service that speaks SAML: with an assertion that it signed, for this place, and once."""

import base64
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.conftest import World
from ziping.web.identity import IdentityServiceError, begins_at, has_saml, providers

ENTITY = "https://identity.example/metadata"
HERE = "http://testserver/accounts/saml/office"
needs_saml = pytest.mark.skipif(not has_saml(), reason="ziping[saml] is not installed")


class Service:
    """An identity service: a key, its certificate, and what it says of a person."""

    def __init__(self) -> None:
        from cryptography import x509  # noqa: PLC0415 — comes with ziping[web], and only this needs it
        from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415

        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "identity.example")])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        self.certificate = (
            made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode("ascii")
        )
        self.key = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode("ascii")

    def signed(self, name: str, asked: str, audience: str = f"{HERE}/metadata/") -> str:
        """Return the response about a person, as a browser carries it."""
        from onelogin.saml2.utils import OneLogin_Saml2_Utils  # noqa: PLC0415 — only where it is installed

        assertion = OneLogin_Saml2_Utils.add_sign(
            _assertion(name, asked, audience), self.key, self.certificate
        ).decode()
        return base64.b64encode(_response(assertion, asked).encode()).decode()


def _stamp(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _assertion(name: str, asked: str, audience: str) -> str:
    return f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" Version="2.0" IssueInstant="{_stamp(0)}">
<saml:Issuer>{ENTITY}</saml:Issuer><saml:Subject><saml:NameID>id of {name}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{_stamp(5)}" Recipient="{HERE}/acs/" InResponseTo="{asked}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{_stamp(-5)}" NotOnOrAfter="{_stamp(5)}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{_stamp(0)}" SessionIndex="s1"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="username"><saml:AttributeValue>{name}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""


def _response(assertion: str, asked: str) -> str:
    return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
 ID="r1" Version="2.0" IssueInstant="{_stamp(0)}" Destination="{HERE}/acs/" InResponseTo="{asked}"><saml:Issuer>{ENTITY}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""


@pytest.fixture
def service(settings: Settings, tmp_path: Path) -> Service:
    service = Service()
    (tmp_path / "identity.pem").write_text(service.certificate, "ascii")
    given = {
        "ZIPING_SAML_ENTITY": ENTITY,
        "ZIPING_SAML_URL": "https://identity.example/login",
        "ZIPING_SAML_CERTIFICATE": str(tmp_path / "identity.pem"),
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers(given)
    settings.SINGLE_SIGN_ON = begins_at(given)
    return service


def browser() -> Client:
    """Return a client that names the server that it asks, as browsers do."""
    return Client(headers={"host": "testserver"})


def asked_for(client: Client) -> str:
    """Begin to sign in; return the number of the question that goes to the service."""
    away = client.get("/accounts/saml/office/login/")
    assert away["Location"].startswith("https://identity.example/login?")
    question = parse_qs(urlsplit(away["Location"]).query)["SAMLRequest"][0]
    found = re.search(r'ID="([^"]+)"', zlib.decompress(base64.b64decode(question), -15).decode())
    assert found
    return found.group(1)


def answered(client: Client, response: str) -> Any:  # noqa: ANN401 — whatever the test client gives
    client.post("/accounts/saml/office/acs/", {"SAMLResponse": response})
    return client.get("/accounts/saml/office/acs/finish/")


@needs_saml
def test_a_known_person_comes_in_and_sees_his_forms(world: World, service: Service) -> None:
    record, client = world.record(), browser()
    assert 'href="/accounts/saml/office/login/"' in client.get("/accounts/login/").content.decode()
    assert answered(client, service.signed("clerk", asked_for(client))).status_code == 302
    assert client.get(f"/forms/{record.pk}/").status_code == 200


@needs_saml
def test_somebody_else_is_told_why_he_does_not(world: World, service: Service) -> None:
    del world
    client = browser()
    page = answered(client, service.signed("somebody", asked_for(client)))
    assert (page.status_code, "没有账号" in page.content.decode()) == (403, True)
    assert client.get("/forms/").status_code == 302


@needs_saml
@pytest.mark.parametrize(
    "fault", ["another's key", "changed", "unsigned", "for another place", "not asked for"]
)
def test_what_the_service_did_not_say_to_us_now_lets_nobody_in(
    world: World, service: Service, fault: str
) -> None:
    del world
    client = browser()
    asked = asked_for(client)
    match fault:
        case "another's key":
            response = Service().signed("clerk", asked)
        case "changed":
            plain = base64.b64decode(service.signed("nobody", asked)).decode()
            response = base64.b64encode(plain.replace("nobody", "clerk").encode()).decode()
        case "unsigned":
            plain = _response(_assertion("clerk", asked, f"{HERE}/metadata/"), asked)
            response = base64.b64encode(plain.encode()).decode()
        case "for another place":
            response = service.signed("clerk", asked, "https://elsewhere.example/metadata/")
        case _:
            response = service.signed("clerk", "never-asked")
    answered(client, response)
    assert client.get("/forms/").status_code == 302


@needs_saml
def test_the_office_registers_us_by_our_own_description(world: World, service: Service) -> None:
    del world, service
    told = browser().get("/accounts/saml/office/metadata/").content.decode()
    assert f'Location="{HERE}/acs/"' in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ZIPING_SAML_ENTITY": ENTITY}, "还缺设置 ZIPING_SAML_URL、ZIPING_SAML_CERTIFICATE"),
        (
            {
                "ZIPING_SAML_ENTITY": ENTITY,
                "ZIPING_SAML_URL": "https://identity.example",
                "ZIPING_SAML_CERTIFICATE": "no/such.pem",
            },
            "读不到统一登录" if has_saml() else r"ziping\[saml\]",
        ),
    ],
    ids=["by half", "no certificate"],
)
def test_a_service_that_is_set_up_by_half_is_told_at_the_start(given: dict[str, str], said: str) -> None:
    with pytest.raises(IdentityServiceError, match=said):
        providers(given)
