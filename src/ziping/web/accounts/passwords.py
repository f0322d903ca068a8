"""What the policy asks of a password beyond Django's own checks, and in both languages."""

from django.contrib.auth.password_validation import MinimumLengthValidator

from ziping.model.language import Text
from ziping.web.pages.templatetags.ziping import said


class LengthValidator(MinimumLengthValidator):
    """Asks for a minimum length; Django's own sentence has no Chinese translation."""

    def get_error_message(self) -> str:
        """Say how many characters are needed, in the person's language."""
        least = self.min_length
        return said(Text(f"密码至少要有 {least} 个字符。", f"A password has at least {least} characters."))
