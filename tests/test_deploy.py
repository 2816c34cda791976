"""What the Dockerfile promises, as far as it can be tried without a container engine: its files are
enough, nothing but the temporary folder is written to, its command starts, its check is true."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib

import pytest
import yaml
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser import ROOT, free_port
from tests.engine.test_line import until

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
# Even root is held to what a file says about itself.
HELD = ["setpriv", "--bounding-set=-dac_override"] if os.getuid() == 0 else []
NAME = "together.example.org"


def told(instruction):
    """What follows each use of an instruction of the Dockerfile."""
    return re.findall(rf"^ *{instruction} +(.*)$", DOCKERFILE, re.MULTILINE)


@pytest.fixture
def image(tmp_path):
    """A folder with what the image copies, which nobody can write to."""
    folder = tmp_path / "srv"
    folder.mkdir()
    for source, target in (line.split() for line in told("COPY")):
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        copy(ROOT / source, folder / target)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


@pytest.fixture
def container(image, tmp_path):
    """(port, environment, process, log) of the image's command; only its /tmp may be written."""
    home, port = tmp_path / "tmp", free_port()
    home.mkdir()
    said = dict(pair.split("=", 1) for line in told("ENV") for pair in shlex.split(line))
    named = {"STREAMLIT_SERVER_ALLOWED_HOSTS": NAME, "STREAMLIT_SERVER_PORT": str(port)}
    elsewhere = {"HOME": str(home), "TMPDIR": str(home)}
    environment = {"PATH": os.environ["PATH"]} | said | named | elsewhere
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*HELD, sys.executable, *json.loads(told("CMD")[0])[1:]],
            cwd=image,
            env=environment,
            stdout=output,
            stderr=output,
        )
    yield port, environment, process, log
    process.terminate()
    process.wait(timeout=30)


def visitor(name, port):
    """Somebody's websocket, who calls the server by this name."""
    line = socket.create_connection(("127.0.0.1", port))
    return connect(f"ws://{name}/_stcore/stream", sock=line)


def test_the_image_starts_says_that_it_is_well_and_knows_its_name(container):
    port, environment, process, log = container
    check = json.loads(told("HEALTHCHECK")[0].partition("CMD")[2])[2].replace("8501", str(port))

    def is_well():
        assert process.poll() is None, log.read_text()
        call = [sys.executable, "-c", check]
        return subprocess.run(call, env=environment, capture_output=True).returncode == 0

    assert not is_well()  # not before it is up
    until(is_well, 120)
    with visitor(NAME, port):
        pass
    with pytest.raises(InvalidStatus), visitor("elsewhere.example.org", port):
        pass
    assert "external" not in log.read_text()  # it asked nobody on the internet who it is
    questions = [json.loads(line) for line in log.read_text().splitlines() if line[:1] == "{"]
    assert (questions[0]["data"], questions[0]["outcome"]) == ("moons", "answered")
    assert questions[0]["computed_s"] > 0  # by its workers
    assert "Traceback" not in log.read_text()
    assert "Errno" not in log.read_text()


def test_only_what_is_copied_is_sent_to_the_engine():
    sent = (DEPLOY / "Dockerfile.dockerignore").read_text().split()
    copied = {line.split()[0] for line in told("COPY")}
    assert sent[0] == "*"
    assert {one[1:].split("/")[0] for one in sent if one.startswith("!")} == copied


def test_both_containers_are_bounded_and_see_what_they_need():
    app, nginx = COMPOSE["services"]["app"], COMPOSE["services"]["nginx"]
    for service in (app, nginx):
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["mem_limit"]
    assert "ports" not in app  # only nginx is seen from outside
    assert COMPOSE["networks"][app["networks"][0]] == {"internal": True}
    mounted = {volume.split(":")[0] for volume in nginx["volumes"]}
    assert mounted == {f"./{file.name}" for file in DEPLOY.glob("*.conf")}
    assert "server app:8501;" in (DEPLOY / "upstream.conf").read_text()
    assert told("USER") == ["app"]


def test_one_version_of_python_is_meant():
    assert told("ARG") == [f"PYTHON={(ROOT / '.python-version').read_text().strip()}"]


def test_where_the_app_listens_is_said_by_who_starts_it():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    assert "address" not in settings["server"]
    run = subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, text=True)
    assert "--server.address 127.0.0.1" in run.stdout
