"""A JupyterHub of local processes with the Python proxy, started once, and people with browsers at it."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.conftest import PATIENCE

REPOSITORY = Path(__file__).parents[2]
PASSWORD = "for the test alone"
# What an organiser would write: who may come, and where the hub is. The rest is loaded.
OURS = """\
load_subconfig({config!r})
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {home!r}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret = {secret!r}
c.Spawner.environment = {{"JUPYTER_CONFIG_DIR": {settings!r}}}
"""


@dataclass
class Answer:
    """What came back, and from where after all that it led to."""

    status: int
    address: str
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


@dataclass
class Browser:
    """Somebody's browser: it keeps cookies and follows where it is led."""

    hub: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str, *, body: dict[str, str] | None = None, follow: bool = True, **headers: str) -> Answer:
        way = [urllib.request.HTTPCookieProcessor(self.cookies), *([] if follow else [_Stay()])]
        data = None if body is None else urllib.parse.urlencode(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(urllib.parse.urljoin(self.hub, path), data=data, headers=named)
        try:
            with urllib.request.build_opener(*way).open(request, timeout=PATIENCE) as reply:
                return Answer(reply.status, reply.url, reply.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.url, error.read().decode("utf-8", "replace"))

    def log_in(self, name: str) -> None:
        page = self.get("/hub/login")
        (sign,) = re.findall(r'name="_xsrf"\s+value="([^"]*)"', page.text)
        answer = self.get("/hub/login", body={"username": name, "password": PASSWORD, "_xsrf": sign})
        assert "/hub/login" not in answer.address, answer.text

    def cookies_for(self, path: str) -> str:
        """As they would stand in the header of a request to this path."""
        request = urllib.request.Request(urllib.parse.urljoin(self.hub, path))
        self.cookies.add_cookie_header(request)
        return request.get_header("Cookie", "")

    def until(self, path: str, wanted: Callable[[Answer], bool]) -> Answer:
        """Ask again until the answer is the wanted one: a server takes its time to start."""
        limit = time.monotonic() + PATIENCE
        answer = self.get(path)
        while not wanted(answer):
            assert time.monotonic() < limit, (path, answer.status, answer.address, answer.text[-3000:])
            time.sleep(0.5)
            answer = self.get(path)
        return answer


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in taken]
    for each in taken:
        each.close()
    return ports


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a hub with our configuration, at which everybody may log in."""
    place = tmp_path_factory.mktemp("hub")
    port, hub_port, api_port = free_ports(3)
    about = {
        "config": str(REPOSITORY / "deploy" / "jupyterhub_config.py"),
        "password": PASSWORD,
        "home": str(place / "home-{username}"),
        "port": port,
        "hub_port": hub_port,
        "api_port": api_port,
        "secret": os.urandom(32),
        "settings": str(place / "settings"),
    }
    (place / "settings").mkdir()
    allowed = json.dumps({"ServerApp": {"allow_root": True}})  # a test may run as whoever it likes
    (place / "settings" / "jupyter_server_config.json").write_text(allowed, encoding="utf-8")
    (place / "jupyterhub_config.py").write_text(OURS.format(**about), encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "KUBERNETES_SERVICE_HOST"},
        "PYTHONPATH": os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH", "")))),
        "TOOLKIT_RESEARCHERS": "amina berta",
    }
    with open(place / "log.txt", "w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub"], cwd=place, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/hub/health", process, place / "log.txt")
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)


@pytest.fixture(scope="session")
def people(hub: str) -> dict[str, Browser]:
    """Two people who have logged in, and whose two servers run."""
    browsers = {name: Browser(hub) for name in ("amina", "berta")}
    for name, browser in browsers.items():
        browser.log_in(name)
        for server in ("", "/lab"):
            started = browser.get(f"/hub/spawn/{name}{server}")
            assert started.status == 200, started.text
    for name, browser in browsers.items():
        browser.until(f"/user/{name}/en/", lambda answer: answer.status == 200 and "tk-page" in answer.text)
        browser.until(f"/user/{name}/lab/lab", lambda answer: answer.status == 200 and "jupyter-config" in answer.text)
    return browsers


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < limit, log.read_text(encoding="utf-8")
            time.sleep(0.2)


def end(process: subprocess.Popen) -> None:
    """End a hub, its proxy and all servers, also those that it has not ended itself."""
    theirs = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
    _, left = psutil.wait_procs(theirs, timeout=10)
    for each in left:
        each.kill()
