"""The application: every command that ``commands`` holds, and the options that all of them share."""

import pkgutil
from importlib import import_module

import typer

from ziping.cli import commands
from ziping.cli.arguments import Lang, OwnProfiles, OwnRules
from ziping.law import own_profiles
from ziping.rules import own_rules

_HELP = """自评：财政项目支出绩效自评表的读取、评分与审核。

Read, score and check self-evaluation forms of public spending in China.
"""


def application() -> typer.Typer:
    """Build the application from the modules of ``commands``; each has one function of the module's name."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for found in pkgutil.iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{found.name}")
        app.command(found.name)(getattr(module, found.name))
    return app


def _options(
    context: typer.Context, lang: Lang = None, profiles: OwnProfiles = None, rules: OwnRules = None
) -> None:
    context.obj = lang
    context.with_resource(own_profiles(profiles))
    context.with_resource(own_rules(rules))
