"""What lies in deploy/ and .binder/: names what is there, holds what docs/deploying.md promises, and can be read.

There is no container engine here. So the files are read as an engine would read them, as far as a test can.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from tornado.web import HTTPError
from traitlets.config import Config

HOME = Path(__file__).parents[2]
DEPLOY = HOME / "deploy"
CONFIG = DEPLOY / "jupyterhub_config.py"
INSTRUCTIONS = {"ARG", "FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}
# The words of the Caddyfile, by the block that they stand in.
DIRECTIVES = {
    "": {"admin", "servers"},
    "servers": {"timeouts"},
    "timeouts": {"read_body", "read_header", "idle"},
    "{$DOMAIN}": {"header", "request_body", "reverse_proxy"},
    "header": {"Strict-Transport-Security", "-Server"},
    "request_body": {"max_size"},
    "reverse_proxy": {"flush_interval", "header_up", "health_uri", "health_interval", "transport"},
    "transport": {"keepalive"},
}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each with all that follows it."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(each for each in text.splitlines() if not each.startswith("#")).replace("\\\n", " ")
    return [
        (word, rest.strip()) for word, _, rest in (each.partition(" ") for each in lines.splitlines() if each.strip())
    ]


def stages() -> dict[str, list[tuple[str, str]]]:
    """The instructions of each stage, under its name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, rest in instructions():
        if word == "FROM":
            found[rest.split()[-1]] = []
        if found:
            found[list(found)[-1]].append((word, rest))
    return found


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


# --- the image -------------------------------------------------------------------------------------------------------


def test_the_image_is_made_of_known_instructions_from_files_that_are_there() -> None:
    assert {word for word, _ in instructions()} <= INSTRUCTIONS
    assert instructions()[0][0] == "ARG"
    known = ["python:${PYTHON}"]
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for name, stage in stages().items():
        assert stage[0][1].split()[0] in known
        for word, rest in stage:
            if word != "COPY":
                continue
            *sources, _ = rest.split()
            if sources[0].startswith("--from="):
                assert sources[0].removeprefix("--from=") in known
                continue
            for source in sources:
                assert (HOME / source).exists(), source
                assert f"!{source}" in kept, source
        known.append(name)


@pytest.mark.parametrize("target", ["lessons", "hub"])
def test_an_image_runs_as_nobody_special_and_writes_to_memory_alone(target: str) -> None:
    words = dict(stages()[target])
    assert words["USER"] == "1000"
    assert list(words).index("USER") > list(words).index("COPY")
    places = [each.split("=", 1) for each in shlex.split(dict(stages()["base"])["ENV"])]
    for name, place in places:
        if name.endswith(("_DIR", "DIR", "_HOME")):
            assert place.startswith("/tmp/"), name
    assert isinstance(ast.literal_eval(words["CMD"]), list)


def test_the_image_is_looked_after_with_python_alone_and_holds_what_is_locked() -> None:
    _, _, command = dict(stages()["lessons"])["HEALTHCHECK"].partition("CMD ")
    python, option, script = ast.literal_eval(command)
    assert (python, option) == ("python", "-c")
    compile(script, "healthcheck", "exec")
    runs = [rest for word, rest in instructions() if word == "RUN"]
    assert any(re.search(r"install .* uv==\d+\.\d+\.\d+$", each) for each in runs)
    for each in runs:
        if each.startswith("uv sync"):
            assert "--locked" in each
            assert "--no-default-groups" in each
    pinned = re.findall(r"uv==([\d.]+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    assert pinned == re.findall(r"uv==([\d.]+)", (HOME / ".binder" / "requirements.txt").read_text(encoding="utf-8"))


# --- one machine on the internet -----------------------------------------------------------------------------------


def test_nothing_but_caddy_is_reached_from_outside_and_the_lessons_reach_nothing() -> None:
    services, networks = compose()["services"], compose()["networks"]
    assert [name for name, about in services.items() if "ports" in about] == ["caddy"]
    assert [name for name, about in services.items() if "outside" in about["networks"]] == ["caddy"]
    assert networks["inside"]["internal"] is True
    assert services["lessons"]["networks"] == ["inside"]
    for about in services.values():
        assert about["read_only"] is True
        assert about["cap_drop"] == ["ALL"]
        assert about["security_opt"] == ["no-new-privileges:true"]
        assert about["mem_limit"]


def test_compose_names_files_and_stages_that_are_there() -> None:
    services = compose()["services"]
    build = services["lessons"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert build["target"] in stages()
    for volume in services["caddy"]["volumes"]:
        place = volume.partition(":")[0]
        assert (DEPLOY / place).exists() if place.startswith(".") else place in compose()["volumes"]
    version = re.search(r'^version = "(.*)"$', (HOME / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert services["lessons"]["image"].endswith(f":{version[1]}")


def test_the_lessons_understand_what_compose_and_the_image_say_to_them() -> None:
    from toolkit.commands import _parser

    options = _parser().parse_args(compose()["services"]["lessons"]["command"][1:])
    assert options.gateway
    assert len(options.name) == 2
    assert options.code  # there is no login: nobody comes in from the internet without the code
    for target in ("lessons", "hub"):
        assert _parser().parse_args(ast.literal_eval(dict(stages()[target])["CMD"])[1:]).run


def test_the_caddyfile_holds_known_words_and_leads_to_the_lessons() -> None:
    inside: list[str] = []
    led_to = []
    for line in (DEPLOY / "Caddyfile").read_text(encoding="utf-8").splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        if words == ["}"]:
            inside.pop()
            continue
        if inside:
            assert words[0] in DIRECTIVES[inside[-1]], (inside, words)
        if words[0] == "reverse_proxy":
            led_to.append(words[1])
        if words[-1] == "{":
            inside.append(words[0] if len(words) > 1 else "")
    assert inside == []
    port = dict(stages()["lessons"])["EXPOSE"]
    assert led_to == [f"lessons:{port}"]
    assert any(each.endswith(f"={port}") for each in compose()["services"]["lessons"]["command"])


# --- a hub -----------------------------------------------------------------------------------------------------------


def hub_config(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The configuration as the hub of a chart runs it: by itself, and beside another thing called `get_config`."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    space: dict[str, Any] = {"c": Config(), "get_config": lambda key: None}
    exec(compile(CONFIG.read_text(encoding="utf-8"), "10-toolkit", "exec"), space)
    return space


def spawner(name: str, *groups: str) -> Any:
    return SimpleNamespace(
        name=name, environment={}, user=SimpleNamespace(groups=[SimpleNamespace(name=each) for each in groups])
    )


def test_on_kubernetes_the_chart_listens_and_ends_idle_servers_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    values = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))
    environment = {**values["hub"]["extraEnv"], "KUBERNETES_SERVICE_HOST": "10.0.0.1"}
    space = hub_config(monkeypatch, **environment)
    hub = space["c"].JupyterHub
    assert "services" not in hub
    assert "bind_url" not in hub
    assert values["cull"]["enabled"] is True
    assert (
        space["LESSONS"][0]
        == dict(each.split("=", 1) for each in shlex.split(dict(stages()["packages"])["ENV"]))["UV_PROJECT_ENVIRONMENT"]
        + "/bin/python"
    )
    assert hub.active_server_limit == values["hub"]["activeServerLimit"]
    assert hub.concurrent_spawn_limit == values["hub"]["concurrentSpawnLimit"]
    assert "config" not in values["hub"]  # who may log in is left to whoever runs it
    assert (HOME / "deploy" / "jupyterhub_config.py").exists()


def test_jupyterlab_is_for_researchers_and_no_other_server_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    choose = hub_config(monkeypatch, KUBERNETES_SERVICE_HOST="10.0.0.1")["choose_server"]
    lessons, lab = spawner(""), spawner("lab", "researchers")
    choose(lessons)
    choose(lab)
    assert (lessons.cmd[2:5], lessons.default_url) == (["toolkit", "apps", "--hub"], "")
    assert (lab.cmd[2:5], lab.default_url) == (["toolkit", "lab", "--hub"], "/lab")
    assert (lessons.environment["TOOLKIT_TEACHES"], lab.environment["TOOLKIT_TEACHES"]) == ("", "1")
    assert lessons.mem_limit
    assert lessons.cpu_limit
    for name, groups in (("lab", ()), ("lab", ("researcher",)), ("other", ("researchers",))):
        with pytest.raises(HTTPError) as refused:
            choose(spawner(name, *groups))
        assert refused.value.status_code == 403


# --- Binder ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Binder runs Linux, and Windows has no bash to read its scripts with")
@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_binders_scripts_can_be_run(name: str) -> None:
    script = HOME / ".binder" / name
    assert script.read_text(encoding="utf-8").startswith("#!/bin/bash\n")
    assert script.stat().st_mode & 0o111 == 0o111
    assert subprocess.run(["bash", "-n", script], capture_output=True, timeout=600).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Binder runs Linux, and Windows has no bash to read its scripts with")
def test_binder_starts_its_own_server_with_our_settings() -> None:
    said = 'import os, sys; print(os.environ["JUPYTER_CONFIG_PATH"], *sys.argv[1:])'
    run = [HOME / ".binder" / "start", "python3", "-c", said, "--port=8888"]
    done = subprocess.run(run, cwd=HOME, capture_output=True, text=True, timeout=600, env={"PATH": os.environ["PATH"]})
    settings, port, *ours = done.stdout.split()
    assert Path(settings, "labconfig").is_dir()
    assert port == "--port=8888"
    assert ours == ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
