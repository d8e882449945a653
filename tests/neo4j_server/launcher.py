"""A real Neo4j server for tests: the community edition of the long-term line, from Maven Central, on a loopback port.

What is fetched (118 MB, once) lies in build/, which is not kept. Java 17 and Maven are needed.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, ServiceUnavailable

HERE = Path(__file__).resolve().parent
LIBRARY = HERE.parent.parent / "build" / "neo4j"
USER, PASSWORD = "neo4j", "inngang-test"
_FIRST_PASSWORD = USER
_JAVA = 17
#: Seconds a server may take to answer; it takes 7 where nothing else runs.
_PATIENCE = 180


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    pid: int
    home: str

    @property
    def url(self) -> str:
        return f"neo4j://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process, SIGKILL as a crash would; returns when it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        until = time.monotonic() + _PATIENCE
        while _lives(self.pid) and time.monotonic() < until:
            time.sleep(0.1)


def missing() -> str:
    """What is needed to start a server and is not here; empty where all is."""
    if not shutil.which("mvn"):
        return "Maven"
    try:
        told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return f"Java {_JAVA}"
    version = re.search(r'version "(\d+)', told)
    return "" if version and int(version[1]) >= _JAVA else f"Java {_JAVA}"


def start(
    home: Path, *, heap: str = "512m", cache: int = 64, read_only: str = "", port: int = 0, keep_plans: bool = False
) -> Running:
    """A server with its data in `home`, which answers. heap: as Java takes it; cache: MB; read_only: a database.

    keep_plans: it plans each query once, however much its graphs change.

    It ends when this process or its test run does.
    """
    home.mkdir(parents=True, exist_ok=True)
    library = _fetched()
    port = port or _free_port()
    owner = os.environ.get("INNGANG_TEST_RUN", str(os.getpid()))
    command = ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", f"-Dkeep.plans={str(keep_plans).lower()}"]
    command += ["-cp", f"{library}/*", str(HERE / "Server.java")]
    command += [str(home), str(port), str(cache), owner, *([read_only] if read_only else [])]
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    running = Running(port, process.pid, str(home))
    _await(running, process)
    return running


@contextmanager
def shared(folder: Path) -> Iterator[Running]:
    """The one server of a test run: whoever asks first starts it, the others wait until it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / "server.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if known.exists():
            running = Running(**json.loads(known.read_text("utf-8")))
        else:
            running = start(folder / "home", keep_plans=True)
            known.write_text(json.dumps(asdict(running)), "utf-8")
    yield running


def end_shared(folder: Path) -> None:
    """Ends the server of a test run, if there is one, and removes its data."""
    known = folder / "server.json"
    if known.exists():
        Running(**json.loads(known.read_text("utf-8"))).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _fetched() -> Path:
    """The folder of jars, fetched if it is not there. Whole or not at all."""
    version = re.search(r"<neo4j.version>(.+)</neo4j.version>", (HERE / "pom.xml").read_text("utf-8"))
    assert version
    library = LIBRARY / version[1]
    if not library.exists():
        LIBRARY.mkdir(parents=True, exist_ok=True)
        draft = LIBRARY / f".{version[1]}.{os.getpid()}"
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        subprocess.run([*command, "-DincludeScope=runtime", f"-DoutputDirectory={draft}"], check=True)
        with suppress(OSError):
            draft.rename(library)
        shutil.rmtree(draft, ignore_errors=True)
    return library


def _await(running: Running, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        for password in (PASSWORD, _FIRST_PASSWORD):
            with suppress(AuthError, ServiceUnavailable), _driver(running, password) as driver:
                if password == _FIRST_PASSWORD:
                    change = f"ALTER CURRENT USER SET PASSWORD FROM '{_FIRST_PASSWORD}' TO '{PASSWORD}'"
                    driver.execute_query(change, database_="system")
                    break
                driver.execute_query("RETURN 1", database_="neo4j")
                return
        time.sleep(0.2)
    log = Path(running.home, "server.log").read_text("utf-8", "replace")
    raise RuntimeError(f"the Neo4j server did not come up:\n{log[-3000:]}")


def _driver(running: Running, password: str) -> Driver:
    address = f"bolt://127.0.0.1:{running.port}"
    return GraphDatabase.driver(address, auth=(USER, password), connection_timeout=2, max_transaction_retry_time=0)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _lives(pid: int) -> bool:
    with suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    return Path(f"/proc/{pid}").exists() if Path("/proc").exists() else _answers(pid)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
