"""The application: every command that ``commands`` holds, and the options that all of them share."""

import pkgutil
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from ziping.cli import commands
from ziping.cli.arguments import Lang, OwnProfiles, OwnRules
from ziping.cli.console import speaking
from ziping.law import own_profiles
from ziping.model.language import Language
from ziping.rules import own_rules

if TYPE_CHECKING:  # typer keeps its click to itself
    from typer._click import Command, Context

_HELP = """自评：财政项目支出绩效自评表的读取、评分与审核。

Read, score and check self-evaluation forms of public spending in China.
"""
_LANG: Final = "--lang"
_ASKED: Final = "ziping.language"
_NAMES: Final = tuple(found.name for found in pkgutil.iter_modules(commands.__path__))


class Commands(TyperGroup):
    """The modules of ``commands``; each has one function of the module's name, and is loaded when it is asked for."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 — whatever Typer gives
        """Know the names alone: Typer looks among them for what a misspelt one may mean."""
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in _NAMES}

    def list_commands(self, ctx: "Context") -> list[str]:
        """Return the names of all commands."""
        del ctx
        return list(_NAMES)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """Return the command of that name."""
        del ctx
        if cmd_name not in _NAMES:
            return None
        module = import_module(f"{commands.__name__}.{cmd_name}")
        alone = _typer()
        alone.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(alone)

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        """Keep the language that the command is asked to speak: what goes wrong before it begins is said in it too."""
        ctx.meta[_ASKED] = _language(args)
        return super().resolve_command(ctx, args)


def _language(args: list[str]) -> Language | None:
    """Return what ``--lang en`` or ``--lang=en`` says, None where it says nothing that is known."""
    said = [after for name, after in pairwise(args) if name == _LANG]
    said += [it.partition("=")[2] for it in args if it.startswith(f"{_LANG}=")]
    return next((it for it in Language if it.value in said), None)


def application() -> typer.Typer:
    """Build the application."""
    app = _typer()
    app.callback(cls=Commands, help=_HELP, no_args_is_help=True)(_options)
    return app


def _typer() -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _options(
    context: typer.Context, lang: Lang = None, profiles: OwnProfiles = None, rules: OwnRules = None
) -> None:
    context.obj = lang
    speaking(context, context.meta.get(_ASKED))
    context.with_resource(own_profiles(profiles))
    context.with_resource(own_rules(rules))
