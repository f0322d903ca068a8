"""What a person keeps about himself."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import WrongFieldsError, fault_of

LANGUAGES = {"zh", "en"}


class BadAccountError(WrongFieldsError):
    """An account that cannot be as it was given."""


def fault_of_name(name: str) -> Text | None:
    """Say what is wrong with the name of a person; it may be missing."""
    return fault_of(name, Text("姓名", "the name"), most=60, is_needed=False)


def fault_of_email(email: str) -> Text | None:
    """Say what is wrong with an address for notices; it may be missing."""
    if not email.strip():
        return None
    try:
        validate_email(email.strip())
    except ValidationError:
        return Text("电子邮箱的写法不对，应形如 name@example.cn", "that is no e-mail address")
    return fault_of(email, Text("电子邮箱", "the e-mail address"), most=254)


def save_account(*, person: User, name: str, email: str, language: str) -> None:
    """Keep name, address and language of a person; all of them or none."""
    unknown = Text("语言只能是中文或英文", "the language is Chinese or English")
    BadAccountError.check(
        name=fault_of_name(name),
        email=fault_of_email(email),
        language=None if language in LANGUAGES else unknown,
    )
    person.name, person.email, person.language = name.strip(), email.strip(), language
    person.save(update_fields=["name", "email", "language"])
