"""The slash commands: their names, options and permissions. What they do, the client finds out.

Annotations here are read by discord.py when the commands are made, so their imports are real ones.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

import discord
from discord import app_commands

from bot.adapters.discord import hearing, issue_options, phrases
from bot.adapters.discord.limits import ADDRESSES, CHOICE, CHOICES, QUESTION, SEARCH, head
from bot.adapters.discord.network import UNDELIVERED
from bot.core import words, written
from bot.core.call import CommandName, Platform, is_for_admins
from bot.core.listing import suggested
from bot.core.responder import new_call_id
from bot.core.words import COMMAND_HELP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.live_archive import LiveArchive

logger = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

ANYWHERE: Final = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
INSTALLED: Final = app_commands.AppInstallationType(guild=True, user=False)
ADMINS: Final = discord.Permissions(manage_guild=True)


class RunsCommands(Protocol):
    """What the client does for its commands."""

    async def on_command(
        self,
        interaction: Interaction,
        command: CommandName,
        text: str = "",
        *,
        as_of: str | None = None,
        private: bool = True,
    ) -> None:
        """A command was typed. Acknowledge it first, then answer it."""

    async def on_wrong_options(self, interaction: Interaction, text: str) -> None:
        """A command was typed whose options don't go together, which `text` says."""


class Tree(app_commands.CommandTree[Any]):
    """discord.py's own, whose errors are told to whoever typed the command."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Called by discord.py when a command could not even be begun."""
        error_id = new_call_id()
        about = {"error_id": error_id, "platform": Platform.DISCORD}
        logger.exception("error %s: a command failed", error_id, exc_info=error, extra=about)
        if not interaction.response.is_done():
            with contextlib.suppress(*UNDELIVERED):
                await interaction.response.send_message(words.apology(error_id), ephemeral=True)


def make_tree(client: discord.Client, run: RunsCommands, archive: LiveArchive) -> Tree:
    """All commands, not yet known to Discord."""
    tree = Tree(client, allowed_contexts=ANYWHERE, allowed_installs=INSTALLED)

    @tree.command(name="ask", description="Answers in the articles' own words, with their file ids")
    @app_commands.describe(
        question="What do you want to know?",
        as_of="Only articles published by then: 2025-12-31, 2025-12, last week …",
        private="Show the answer to you alone",
    )
    async def ask(
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION],
        as_of: app_commands.Range[str, 1, CHOICE] | None = None,
        private: bool = False,
    ) -> None:
        await run.on_command(interaction, CommandName.ASK, question, as_of=as_of, private=private)

    @tree.command(name="sources", description=_does(CommandName.SOURCES))
    @app_commands.describe(search="Words in an article's id, title or date; all if left out")
    async def sources(
        interaction: Interaction, search: app_commands.Range[str, 1, SEARCH] = ""
    ) -> None:
        await run.on_command(interaction, CommandName.SOURCES, search)

    @sources.autocomplete("search")
    async def suggest(
        interaction: Interaction,  # noqa: ARG001 - discord.py's shape
        current: str,
    ) -> list[app_commands.Choice[str]]:
        # Unlike what is sent, what is being typed may have any length.
        found = suggested(head(current, SEARCH), archive.listed, CHOICES)
        return [_choice(source.doc_id, source.title, source.published) for source in found]

    @tree.command(name="status", description=_does(CommandName.STATUS))
    async def status(interaction: Interaction) -> None:
        await run.on_command(interaction, CommandName.STATUS)

    @tree.command(name="help", description="What I do, and which commands there are")
    async def show_help(interaction: Interaction) -> None:
        await run.on_command(interaction, CommandName.HELP)

    _add_issues(tree, run, archive)
    _add_admin_commands(tree, run)
    return tree


def _add_issues(tree: Tree, run: RunsCommands, archive: LiveArchive) -> None:
    """The ledger: all of it, or what one of the options asks for."""

    @tree.command(name="issues", description=_does(CommandName.ISSUES))
    @app_commands.describe(
        issue="One issue: its id, or words of its title",
        since="What changed since a date, like 2025-12-31, or since the build before: last",
        chart="A picture of how the issues moved",
        unlisted="Disputes that fit no issue; for admins only",
        private="Show the answer to you alone",
    )
    async def issues(
        interaction: Interaction,
        issue: app_commands.Range[str, 1, CHOICE] | None = None,
        since: app_commands.Range[str, 1, CHOICE] | None = None,
        chart: bool = False,
        unlisted: bool = False,
        private: bool = False,
    ) -> None:
        text = issue_options.typed(issue, since, chart=chart, unlisted=unlisted)
        if text is None:
            await run.on_wrong_options(interaction, phrases.CHOOSE_ONE)
            return
        alone = private or is_for_admins(CommandName.ISSUES, text)
        await run.on_command(interaction, CommandName.ISSUES, text, private=alone)

    @issues.autocomplete("issue")
    async def suggest_issues(
        interaction: Interaction,  # noqa: ARG001 - discord.py's shape
        current: str,
    ) -> list[app_commands.Choice[str]]:
        return _choices(issue_options.suggested_issues(head(current, CHOICE), archive.issues))

    @issues.autocomplete("since")
    async def suggest_moments(
        interaction: Interaction,  # noqa: ARG001 - discord.py's shape
        current: str,
    ) -> list[app_commands.Choice[str]]:
        return _choices(issue_options.suggested_moments(current))


def _add_admin_commands(tree: Tree, run: RunsCommands) -> None:
    """Commands that Discord hides from others; the responder refuses those all the same."""

    @tree.command(name="rebuild", description=_does(CommandName.REBUILD))
    @app_commands.describe(
        action="update: read what changed; full: read all again; rollback: the index before"
    )
    @app_commands.default_permissions(ADMINS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def rebuild(
        interaction: Interaction, action: Literal["update", "full", "rollback"] = "update"
    ) -> None:
        await run.on_command(interaction, CommandName.REBUILD, action)

    @tree.command(name="add", description=_does(CommandName.ADD))
    @app_commands.describe(url="The address of an article, or several with spaces between")
    @app_commands.default_permissions(ADMINS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def add(interaction: Interaction, url: app_commands.Range[str, 1, ADDRESSES]) -> None:
        await run.on_command(interaction, CommandName.ADD, url)

    @tree.context_menu(name=phrases.ADD_LINKED)
    @app_commands.default_permissions(ADMINS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def add_linked(interaction: Interaction, message: discord.Message) -> None:
        await run.on_command(interaction, CommandName.ADD, hearing.links_text(message))

    @tree.command(name="feedback", description=_does(CommandName.FEEDBACK))
    @app_commands.default_permissions(ADMINS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def feedback(interaction: Interaction) -> None:
        await run.on_command(interaction, CommandName.FEEDBACK)

    @tree.command(name="forget", description=_does(CommandName.FORGET))
    @app_commands.describe(user="Whose questions and feedback to delete")
    @app_commands.default_permissions(ADMINS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def forget(interaction: Interaction, user: discord.User) -> None:
        await run.on_command(interaction, CommandName.FORGET, str(user.id))


def _does(command: CommandName) -> str:
    """What a command does, as Discord shows it beside its name."""
    summary = COMMAND_HELP[command][1]
    return summary[0].upper() + summary[1:]


def _choices(named: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=value) for name, value in named]


def _choice(doc_id: str, title: str | None, published: str | None) -> app_commands.Choice[str]:
    """An article to pick. What is picked is searched for, so the head of a long id will do."""
    name = " · ".join(filter(None, (title or doc_id, written.date(published))))
    return app_commands.Choice(name=head(name, CHOICE), value=head(doc_id, SEARCH))
