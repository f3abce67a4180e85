"""What runs Dateline for months: the image, the compose file and the systemd unit.

No container engine is needed: the files are read, and what matters in them is looked for.
"""

from __future__ import annotations

import ast
import re
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_imports import foreign_imports

ROOT = Path(__file__).parents[1]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each in one line, with what follows it."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", text)
    return [(name, rest) for name, _, rest in (one.partition(" ") for one in joined.splitlines())]


def all_of(name: str) -> list[str]:
    return [rest for found, rest in instructions() if found == name]


@pytest.fixture
def service() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = compose["services"]["dateline"]
    return found


def test_nobody_in_the_image_is_root_and_its_health_is_asked_for() -> None:
    assert all_of("USER") == ["1000:1000"]
    names = [name for name, _ in instructions()]
    assert names.index("USER") > names.index("COPY")
    assert '"python", "-m", "bot", "--healthy"' in all_of("HEALTHCHECK")[0]
    assert all_of("STOPSIGNAL") == ["SIGTERM"]


def test_one_volume_takes_all_that_is_written() -> None:
    assert all_of("VOLUME") == ['["/app/data"]']
    [env] = all_of("ENV")
    settings = dict(one.split("=", 1) for one in env.split())
    assert settings["HF_HOME"].startswith("/app/data/")
    assert settings["MPLCONFIGDIR"].startswith("/tmp/")  # noqa: S108 - a tmpfs of the container's own
    assert settings["PYTHONDONTWRITEBYTECODE"] == "1"
    assert not any("TOKEN" in name for name in settings)


def test_what_is_installed_is_what_was_locked() -> None:
    installs = [rest for rest in all_of("RUN") if " install " in rest]
    assert [("--no-deps" in rest, "requirements" in rest) for rest in installs] == [
        (True, True)
    ] * 2
    assert "--require-hashes" in installs[1]
    assert "whl/cpu" in installs[0]


def test_all_that_the_program_imports_is_compiled_in_the_image() -> None:
    [code] = [rest for rest in all_of("RUN") if "sentence_transformers import" in rest]
    imported = set(re.findall(r"\w+", code))
    assert set(foreign_imports()) <= imported
    assert ast.parse(code.split('"')[1].strip()), "it is Python"


def test_without_a_token_there_is_no_container_that_starts_again_and_again(
    service: dict[str, Any],
) -> None:
    needed = "${DISCORD_TOKEN:-${SLACK_BOT_TOKEN:?"
    assert any(str(value).startswith(needed) for value in service["environment"].values())


def test_a_container_can_write_to_its_data_alone(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["./articles:/app/articles:ro", "data:/app/data"]
    assert "privileged" not in service
    assert "ports" not in service
    assert float(service["stop_grace_period"].removesuffix("s")) > 10
    inside = service["environment"]
    assert inside["STORE_DIR"].startswith("/app/data/")
    assert inside["STATE_FILE"].startswith("/app/data/")


def test_the_unit_is_no_root_and_does_not_start_again_on_wrong_settings() -> None:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser wants it
    unit.read(ROOT / "docs" / "dateline.service", encoding="utf-8")
    service = unit["Service"]
    assert service["ExecStart"].endswith("python -m bot")
    # Environment= would give way to what /etc/dateline.env says.
    for name in ("STORE_DIR", "STATE_FILE"):
        assert f"{name}=%S/dateline/" in service["ExecStart"]
    assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["RestartPreventExitStatus"] == "2"
    assert int(service["TimeoutStopSec"]) > 10
