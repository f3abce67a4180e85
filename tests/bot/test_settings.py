"""Settings: defaults, everything wrong told at once, and `.env.example` in step with them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import SettingsError
from bot.settings import LogFormat, LogLevel, Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NAMES = [field.name.upper() for field in fields(Settings)]


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_env({}) == Settings()


def test_blank_is_the_same_as_missing() -> None:
    assert Settings.from_env(dict.fromkeys(NAMES, "  ")) == Settings()


def test_every_setting_can_be_set() -> None:
    env = {
        "ARTICLES_DIR": "/srv/news",
        "STORE_DIR": "/srv/store",
        "EMBEDDING_MODEL": "some/model",
        "ISSUES_FILE": "/srv/issues.toml",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON",
        "QUEUE_LENGTH": "3",
        "ANSWER_SECONDS": "2.5",
        "QUESTIONS_PER_MINUTE": "7",
        "SERVER_QUESTIONS_PER_MINUTE": "70",
        "FEEDS_FILE": "/srv/feeds.toml",
        "FETCH_EVERY": "30",
        "FETCH_CONTACT": "desk@example.org",
        "FETCH_PAUSE_SECONDS": "1.5",
        "ALLOW_HOSTS": "Example.org, news.test",
        "DENY_HOSTS": "ads.example.org",
        "WATCH": "yes",
        "WATCH_QUIET_SECONDS": "2.5",
        "BUILD_MEMORY_MB": "900",
        "METRICS_PORT": "9464",
        "METRICS_HOST": "0.0.0.0",  # noqa: S104 - a setting, not a socket
        "ANNOUNCE_CHANNEL": "12, C0123ABCD",
        "STATE_FILE": "/srv/state",
        "KEEP_DAYS": "90",
        "DISCORD_TOKEN": "a.b.c",
        "DISCORD_CHANNELS": "12, dm,34",
        "DISCORD_ADMIN_ROLES": "56",
        "DISCORD_THREADS": "true",
        "DISCORD_READ_THREADS": "Yes",
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": "of-nobody",
        "SLACK_PORT": "3000",
        "SLACK_HOST": "127.0.0.1",
        "SLACK_CHANNELS": "C0123ABCD, dm,G0456EFGH",
        "SLACK_ADMIN_USERS": "U0678IJKL, W089MNOPQ",
        "SLACK_COMMAND_PREFIX": "/dl-",
    }
    assert set(env) == set(NAMES)
    expected = Settings(
        articles_dir=Path("/srv/news"),
        store_dir=Path("/srv/store"),
        embedding_model="some/model",
        issues_file="/srv/issues.toml",
        log_level=LogLevel.DEBUG,
        log_format=LogFormat.JSON,
        queue_length=3,
        answer_seconds=2.5,
        questions_per_minute=7,
        server_questions_per_minute=70,
        feeds_file=Path("/srv/feeds.toml"),
        fetch_every=30,
        fetch_contact="desk@example.org",
        fetch_pause_seconds=1.5,
        allow_hosts=frozenset({"example.org", "news.test"}),
        deny_hosts=frozenset({"ads.example.org"}),
        watch=True,
        watch_quiet_seconds=2.5,
        build_memory_mb=900,
        metrics_port=9464,
        metrics_host="0.0.0.0",  # noqa: S104 - a setting, not a socket
        announce_channel=frozenset({"12", "C0123ABCD"}),
        state_file=Path("/srv/state"),
        keep_days=90,
        discord_token="a.b.c",  # noqa: S106 - no real one
        discord_channels=frozenset({"12", "dm", "34"}),
        discord_admin_roles=frozenset({"56"}),
        discord_threads=True,
        discord_read_threads=True,
        slack_bot_token="xoxb-1",  # noqa: S106 - no real one
        slack_app_token="xapp-1",  # noqa: S106 - no real one
        slack_signing_secret="of-nobody",  # noqa: S106 - no real one
        slack_port=3_000,
        slack_host="127.0.0.1",
        slack_channels=frozenset({"C0123ABCD", "dm", "G0456EFGH"}),
        slack_admin_users=frozenset({"U0678IJKL", "W089MNOPQ"}),
        slack_command_prefix="dl-",
    )
    assert Settings.from_env({**env, "PATH": "/bin"}) == expected


def test_everything_wrong_is_told_at_once() -> None:
    env = {
        "LOG_LEVEL": "loud",
        "QUEUE_LENGTH": "0",
        "ANSWER_SECONDS": "nan",
        "QUESTIONS_PER_MINUTE": "ten",
        "FETCH_CONTACT": "déjà",
        "ALLOW_HOSTS": "https://example.org/news",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)
    assert caught.value.problems == (
        "LOG_LEVEL is 'loud', but must be one of DEBUG, INFO, WARNING, ERROR",
        "QUEUE_LENGTH is '0', but must be a whole number from 1 to 1,000",
        "ANSWER_SECONDS is 'nan', but must be a number of seconds from 1 to 600",
        "QUESTIONS_PER_MINUTE is 'ten', but must be a whole number from 1 to 1,000",
        "FETCH_CONTACT is 'déjà', but must be a mail or web address",
        "ALLOW_HOSTS is 'https://example.org/news', but must be hosts such as example.org, with "
        "commas between",
    )
    assert all(problem in str(caught.value) for problem in caught.value.problems)


def test_settings_of_discord_that_can_not_be_used_are_told_without_the_token() -> None:
    env = {
        "DISCORD_TOKEN": "my secret",
        "DISCORD_CHANNELS": "general",
        "DISCORD_ADMIN_ROLES": "dm",
        "DISCORD_THREADS": "maybe",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)
    assert [problem.split()[0] for problem in caught.value.problems] == list(env)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("DISCORD_")][1:])
def test_a_setting_of_discord_without_its_token_is_a_mistake(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is set, but DISCORD_TOKEN is not"):
        Settings.from_env({name: "1"})


def test_settings_of_slack_that_can_not_be_used_are_told_without_the_tokens() -> None:
    env = {
        "SLACK_BOT_TOKEN": "xapp-secret",
        "SLACK_APP_TOKEN": "xoxb-secret",
        "SLACK_PORT": "http",
        "SLACK_CHANNELS": "#general",
        "SLACK_ADMIN_USERS": "C1",
        "SLACK_COMMAND_PREFIX": "My Bot",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)
    assert [problem.split()[0] for problem in caught.value.problems] == list(env)
    assert "does not begin with “xoxb-”" in caught.value.problems[0]
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("SLACK_")][1:])
def test_a_setting_of_slack_without_its_token_is_a_mistake(name: str) -> None:
    value = {
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_CHANNELS": "C0123ABCD",
        "SLACK_ADMIN_USERS": "U0123ABCD",
    }
    if name == "SLACK_HOST":
        value[name] = "127.0.0.1"
    with pytest.raises(SettingsError, match=f"{name} is set, but SLACK_BOT_TOKEN is not"):
        Settings.from_env({name: value.get(name, "1")})


@pytest.mark.parametrize("name", ["general", "GENERAL", "#general", "c0123abcd", "U0123ABCD", "C1"])
def test_a_name_of_a_channel_is_not_taken_for_its_id(name: str) -> None:
    env = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_CHANNELS": name}
    with pytest.raises(SettingsError, match=f"SLACK_CHANNELS is '{name}', but must be an id"):
        Settings.from_env(env)


@pytest.mark.parametrize("name", ["SLACK_WEBHOOK_URL", "DISCORD_WEBHOOK", "SLACK_CLI_TOKEN"])
def test_variables_of_other_programs_are_left_alone(name: str) -> None:
    assert Settings.from_env({name: "https://example.org"}) == Settings()


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({}, "Socket Mode needs both"),
        ({"SLACK_PORT": "3000"}, "anybody could call"),
        ({"SLACK_SIGNING_SECRET": "s", "SLACK_APP_TOKEN": "xapp-1"}, "leave out both"),
    ],
)
def test_there_is_one_way_to_slack(env: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        Settings.from_env({"SLACK_BOT_TOKEN": "xoxb-1", **env})
    works = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    assert Settings.from_env(works).slack_app_token == "xapp-1"  # noqa: S105 - no real one


@pytest.mark.parametrize("off", ["", "false", "No", "0", "off"])
def test_what_is_off_needs_no_token(off: str) -> None:
    assert Settings.from_env({"DISCORD_THREADS": off}) == Settings()


def test_the_token_stays_out_of_repr() -> None:
    assert "secret" not in repr(Settings.from_env({"DISCORD_TOKEN": "secret"}))


@pytest.mark.parametrize("name", ["LOG_LEVEL", "DISCORD_CHANNELS", "QUEUE_LENGTH"])
def test_a_token_in_the_wrong_place_is_not_repeated(name: str) -> None:
    token = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GabcDE.k3yk3yk3yk3yk3yk3yk3yk3yk3yk3y"  # noqa: S105 - nobody's
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"DISCORD_TOKEN": "a token", name: f" {token}"})
    assert f"{name} is something like a token, but must be" in str(caught.value)
    assert token not in str(caught.value)


def test_a_tilde_is_the_home_folder_even_where_no_shell_reads_it() -> None:
    assert Settings.from_env({"ARTICLES_DIR": "~/news"}).articles_dir == Path.home() / "news"


def test_a_home_that_nobody_has_is_a_problem() -> None:
    with pytest.raises(SettingsError, match="ARTICLES_DIR is '~no-such-user/x'"):
        Settings.from_env({"ARTICLES_DIR": "~no-such-user/x"})


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_any_text_gives_settings_or_one_settings_error(env: dict[str, str]) -> None:
    problems: tuple[str, ...] = ()
    try:
        settings = Settings.from_env(env)
    except SettingsError as error:
        settings, problems = Settings(), error.problems
    assert len(problems) <= len(env)
    assert 1 <= settings.queue_length <= 1_000
    assert 1 <= settings.answer_seconds <= 600


def test_a_field_with_a_secret_stays_out_of_repr() -> None:
    secret = [f for f in fields(Settings) if re.search("token|secret|password|key$", f.name)]
    assert [f.name for f in secret if f.repr] == []


def test_the_example_file_has_every_setting_and_nothing_else() -> None:
    assert list(dotenv_values(EXAMPLE)) == NAMES


def test_the_example_file_shows_the_defaults() -> None:
    values = {name: value or "" for name, value in dotenv_values(EXAMPLE).items()}
    assert Settings.from_env(values) == Settings()


def test_every_line_of_the_example_file_is_explained() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    for block in blocks:
        *comment, setting = block.splitlines()
        assert comment, setting
        assert all(line.startswith("# ") for line in comment)
        assert re.fullmatch(r"[A-Z_]+=\S*", setting)


def test_channels_that_are_told_of_new_articles_are_each_a_platforms() -> None:
    env = {
        "DISCORD_TOKEN": "x", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1",
        "ANNOUNCE_CHANNEL": " 1234567890, C0123ABCD ,G0123ABCD",
    }  # fmt: skip
    settings = Settings.from_env(env)
    assert settings.announce_on_discord == {"1234567890"}
    assert settings.announce_on_slack == {"C0123ABCD", "G0123ABCD"}


@pytest.mark.parametrize(
    "value", ["#news", "news", "dm", "U0123ABCD", "D0123ABCD", "٣٤", "-1", "1" * 21]
)
def test_what_is_no_channel_can_not_be_told(value: str) -> None:
    with pytest.raises(SettingsError, match=r"ANNOUNCE_CHANNEL is '.*', but must be ids of chann"):
        Settings.from_env({"ANNOUNCE_CHANNEL": value, "DISCORD_TOKEN": "x"})


@pytest.mark.parametrize(
    ("value", "token"), [("1234567890", "DISCORD_TOKEN"), ("C0123ABCD", "SLACK_BOT_TOKEN")]
)
def test_a_channel_of_a_platform_that_is_not_set_up_is_a_mistake(value: str, token: str) -> None:
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    others = slack if token.startswith("DISCORD") else {"DISCORD_TOKEN": "x"}
    with pytest.raises(SettingsError, match=rf"names {value}, a channel on .*, but {token} is not"):
        Settings.from_env({**others, "ANNOUNCE_CHANNEL": value})
