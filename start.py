"""Start the toolkit with nothing but Python: `python start.py apps`, `tests`, `lab` or `docs`.

Makes a private environment in `.venv`, installs exactly what `uv.lock` says, and runs. Uses the standard library only,
and old syntax, so that an old Python can still say that it is too old.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
INSTALLER = HOME / "installer.txt"  # which version of uv, and the fingerprints of its files
DEEPEST_ON_WINDOWS = 90  # the longest path inside the environment has 168 letters, and Windows stops at 260
USAGE = """How to use it:
  python start.py apps    serve the lessons to this computer and to phones in the same network
                          (add --only-here to let no other device in, --port 9000 for another port)
  python start.py lab     open the notebooks in JupyterLab
  python start.py tests   check that everything works
                          (add --quick for the part that needs no browser and no server, --thorough for
                          many draws, more languages and the documentation)
  python start.py docs    build the documentation, to read in a browser without a network
"""


def stop(sentence):
    """Say in one sentence what is in the way and what to do, and end."""
    sys.exit("\n" + sentence)


def check_computer():
    """Find what would fail later in a way that nobody understands."""
    if sys.version_info < (3, 11):
        stop(
            "This needs Python 3.11 or newer; this is {}.{}. Install a newer one and start again with it.".format(
                *sys.version_info[:2]
            )
        )
    if WINDOWS and len(str(HOME)) > DEEPEST_ON_WINDOWS:
        stop("The folder {} lies too deep for Windows. Move it to a short place such as C:\\toolkit.".format(HOME))
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu leave it out)
        import venv  # noqa: F401
    except ImportError:
        stop("This Python cannot make environments. Install its venv package (on Debian: apt install python3-venv).")


def check_port(options):
    """Say at once that the port is taken, before minutes of installing."""
    port = next((b for a, b in zip(options, options[1:]) if a == "--port"), "8866")
    with socket.socket() as probe:
        if port.isdigit() and probe.connect_ex(("127.0.0.1", int(port))) == 0:
            stop(
                "Port {0} is already in use, perhaps by the lessons in another window. Choose another one: "
                "python start.py apps --port {1}".format(port, int(port) + 1)
            )


def run(*command):
    """Run a programme in the toolkit's folder with its output visible; its failure is ours."""
    return subprocess.call([str(part) for part in command], cwd=str(HOME))


def wanted_version():
    """The version of the installer that installer.txt names."""
    lines = INSTALLER.read_text(encoding="utf-8").splitlines()
    return next(line.split("==")[1].split()[0] for line in lines if line.startswith("uv=="))


def version_of(uv):
    """The version of the installer that is there; nothing if none is, or if it does not work."""
    try:
        said = subprocess.check_output([str(uv), "--version"], universal_newlines=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return (said.split() + ["", ""])[1]


def install(*groups):
    """Bring the environment to what the lock file says. Says what it does, because the first time takes minutes."""
    uv = BIN / ("uv" + SUFFIX)
    if not (BIN / ("python" + SUFFIX)).exists():
        print("1/3  Making a private environment in .venv …", flush=True)
        shutil.rmtree(str(VENV), ignore_errors=True)
        if run(sys.executable, "-m", "venv", VENV):
            stop("The environment could not be made. Is the disk full, or the folder not yours to write in?")
    if version_of(uv) != wanted_version():
        print("2/3  Getting the installer …", flush=True)
        # Nothing but these very files: whoever could exchange the installer would own this computer.
        exactly = ("--require-hashes", "--only-binary", ":all:", "--requirement", INSTALLER)
        quietly = ("--quiet", "--disable-pip-version-check")
        if run(BIN / ("python" + SUFFIX), "-m", "pip", "install", *(quietly + exactly)):
            stop(
                "The installer could not be fetched, or what came is not what installer.txt names. Is this computer "
                "connected to the internet? If the lines above speak of hashes, do not go on; tell who gave you this."
            )
    print("3/3  Installing what is needed (a minute or two the first time, then seconds) …", flush=True)
    os.environ["UV_PROJECT_ENVIRONMENT"] = str(VENV)
    # --inexact leaves the installer itself in place; a lock file that does not fit is an error, not a reason to guess.
    if run(uv, "sync", "--locked", "--inexact", "--python", BIN / ("python" + SUFFIX), *groups):
        stop("Not everything could be installed; the lines above say what. Check the connection and start again.")


def name_missing_tools(quick):
    """The tests skip, visibly, what needs a programme that this computer lacks."""
    needed_for = {
        "chromium": "pages are tried in a real browser",
        "node": "the script of the forms is tried by itself",
        "pdftotext": "PDF files are read back",
    }
    for tool, needed in needed_for.items():
        there = shutil.which(tool) or (tool == "chromium" and shutil.which("chromium-headless-shell"))
        if not there and not (quick and tool == "chromium"):
            print("Not found: {}. Tests in which {} will be skipped.".format(tool, needed), flush=True)


def run_tests(quick, thorough, options):
    """Run all tests, those that are quick, or also those that only try once more; the rest goes to pytest."""
    name_missing_tools(quick)
    # Else each of the hundred processes that tests start would compile every library anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    processors = os.cpu_count() or 1
    # All tests: two more workers than processors, because pages are waited for half of the time.
    how = ["-n", str(processors), "-m", "not slow"] if quick else ["-n", str(processors + 2)]
    how += [] if quick or thorough else ["-m", "not thorough"]
    return run(BIN / ("python" + SUFFIX), "-m", "pytest", *(how + ["--dist", "loadgroup"] + options))


def build_site(*options):
    """Build the documentation; what does not hold in it (a link, a docstring, a notebook) fails the build."""
    strictly = ("-W", "--keep-going", "--quiet", "-c", "docs", "-d", "build/doctrees")
    failed = run(BIN / ("python" + SUFFIX), "-m", "sphinx", *(strictly + options + (".", "build/site")))
    if not failed:
        print("The documentation is here: {}".format((HOME / "build" / "site" / "index.html").as_uri()))
    return failed


def main():
    """Do what was asked for."""
    task, options = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if task not in ("apps", "lab", "tests", "docs"):
        sys.exit(USAGE)
    check_computer()
    if task == "tests":
        install("--group", "dev")
        own = ("--quick", "--thorough")
        asked = [option for option in options if option not in own]
        return run_tests("--quick" in options, "--thorough" in options, asked)
    if task == "docs":
        install("--no-default-groups", "--group", "docs")
        return build_site(*options)
    if task == "apps":
        check_port(options)
    install("--no-default-groups")
    return run(BIN / ("python" + SUFFIX), "-m", "toolkit", task, *options)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped.")
