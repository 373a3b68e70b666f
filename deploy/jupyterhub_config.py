"""A JupyterHub that gives everybody the lessons, and researchers JupyterLab besides.

Everybody has a server of their own, at ``/user/<name>/``, that serves the lessons as pages. Whoever is in the group
``researchers`` can start a second one called ``lab``, at ``/user/<name>/lab/``, with the notebooks to change. No other
server can be started. Nothing of the toolkit is imported here: on Kubernetes the hub runs in an image of its own.

Who may log in, and how, is left out. Write a configuration of your own that loads this one, and start the hub with it::

    load_subconfig("deploy/jupyterhub_config.py")
    c.JupyterHub.authenticator_class = "…"
    c.Authenticator.allowed_users = {…}

docs/deploying.md says which spawner holds these limits, and what to put in front.
"""

import os
import sys
from pathlib import Path

from tornado.web import HTTPError

LAB = "lab"
RESEARCHERS = "researchers"
# The Python that has the toolkit, where the servers run.
PYTHON = os.environ.get("TOOLKIT_PYTHON", sys.executable)
# A lesson is started anew for one person: a copy to fork from pays only if many share it.
LESSONS = [PYTHON, "-m", "toolkit", "apps", "--hub", "--no-warm", "--seats", "4"]
NOTEBOOKS = [PYTHON, "-m", "toolkit", "lab", "--hub"]
SECONDS_IDLE = int(os.environ.get("TOOLKIT_SECONDS_IDLE", "3600"))


def choose_server(spawner):
    """Decide what a person's server is, before it starts: by its name, and by whether they are a researcher."""
    researcher = RESEARCHERS in {group.name for group in spawner.user.groups}
    if spawner.name not in ("", LAB):
        raise HTTPError(403, f"There is no server called {spawner.name} here.")
    if spawner.name == LAB and not researcher:
        raise HTTPError(403, "JupyterLab is for researchers.")
    lab = spawner.name == LAB
    spawner.cmd = NOTEBOOKS if lab else LESSONS
    spawner.default_url = "/lab" if lab else ""
    spawner.mem_guarantee, spawner.mem_limit = ("512M", "3G") if lab else ("256M", "1G")
    spawner.cpu_guarantee, spawner.cpu_limit = (0.1, 2) if lab else (0.05, 1)
    # The editions for those who teach hold the answers.
    spawner.environment = {**spawner.environment, "TOOLKIT_TEACHES": "1" if researcher else ""}


c.Spawner.pre_spawn_hook = choose_server
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 60
c.JupyterHub.allow_named_servers = True
c.JupyterHub.named_server_limit_per_user = 1
c.JupyterHub.concurrent_spawn_limit = int(os.environ.get("TOOLKIT_STARTS_AT_ONCE", "8"))
c.JupyterHub.active_server_limit = int(os.environ.get("TOOLKIT_MOST_SERVERS", "40"))
c.JupyterHub.shutdown_on_logout = True
c.JupyterHub.cookie_max_age_days = 1
if os.environ.get("TOOLKIT_RESEARCHERS"):
    c.JupyterHub.load_groups = {RESEARCHERS: {"users": os.environ["TOOLKIT_RESEARCHERS"].split()}}

if "KUBERNETES_SERVICE_HOST" not in os.environ:  # else the chart says where to listen, and ends idle servers itself
    c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # a gateway that encrypts stands in front
    c.ConfigurableHTTPProxy.command = [sys.executable, str(Path(__file__).with_name("proxy.py"))]
    c.JupyterHub.load_roles = [
        {
            "name": "end-idle-servers",
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            "services": ["end-idle-servers"],
        }
    ]
    c.JupyterHub.services = [
        {
            "name": "end-idle-servers",
            "command": [
                sys.executable,
                "-m",
                "jupyterhub_idle_culler",
                f"--timeout={SECONDS_IDLE}",
                f"--cull-every={max(1, SECONDS_IDLE // 10)}",
                "--remove-named-servers=True",
            ],
        }
    ]
