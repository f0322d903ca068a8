"""Who can sign in to the demonstration."""

from typing import Final

from ziping.web.organisations.models import Role

PASSWORD: Final = "ziping-demo-2026"  # noqa: S105 — the demonstration prints it on its sign-in page
LOGINS: Final = {
    "clerk": ("填报人（演示）", "unit", Role.FILLER),
    "colleague": ("填报人二（演示）", "unit", Role.FILLER),
    "unit": ("单位审核人（演示）", "unit", Role.UNIT_REVIEWER),
    "department": ("主管部门审核人（演示）", "department", Role.DEPARTMENT_REVIEWER),
    "finance": ("财政审核人（演示）", "finance", Role.FINANCE_REVIEWER),
    "admin": ("管理员（演示）", "region", Role.ADMINISTRATOR),
    "reader": ("只读（演示）", "region", Role.READER),
    "stranger": ("另一单位填报人（演示）", "other", Role.FILLER),
}
