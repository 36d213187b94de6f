"""The small process that owns a throw-away server and its folder, and outlives whoever asked for it.

It runs in a session of its own, so Ctrl-C does not reach it, and reads a pipe whose other end the asking process holds:
when that process ends for whatever reason, kill -9 included, the pipe ends too; then the server is stopped and its
folder removed. Run as a script by `embedded.py` with one argument, the order in JSON, it answers with one line of JSON,
`{"folder": ..., "pid": ...}` or `{"error": ..., "log": ...}`. It needs the standard library alone.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

POLL_SECONDS = 0.01
START_SECONDS = 60
# What comes after it, the way out, is to be seen on a terminal of 24 rows.
LOG_LINES = 7
LINE_SIGNS = 140
LOG_BYTES = 8192
FULL_BYTES = 1 << 20
# A throw-away server needs no durability, and without autovacuum it does the same on every run. Shared memory is kept
# in files of its own folder, so that no name is left in /dev/shm.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
    "dynamic_shared_memory_type": "mmap",
    "shared_buffers": "32MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
# The character type decides what upper() and \w mean; C.UTF-8 is not on every system.
LOCALES = (("--lc-collate=C", "--lc-ctype=C.UTF-8"), ("--no-locale",))


class Stop(Exception):  # noqa: N818  # not an error: the order to end
    """The asking process has ended, or this one was told to."""


class Failure(Exception):  # noqa: N818  # not a fault of this program: why there is no server
    """The server cannot be started.

    Args:
        reason: why, in words.
        words: the failed program's own words.
    """

    def __init__(self, reason: str, words: bytes) -> None:
        super().__init__(reason)
        last = words.decode(errors="replace").strip().splitlines()[-LOG_LINES:]
        self.log = "\n".join(line if len(line) <= LINE_SIGNS else f"{line[:LINE_SIGNS]} ..." for line in last)


class Supervisor:
    """One server from its folder's first byte to its last.

    Args:
        order: `bin` (folder of the binaries), `wrapper`, `uid`, `gid` (see `account.py`), `temp` (where to make the
            folder), `port` (the number in the socket's name), `cache` (folder for the cluster that initdb made, or
            null), `stamp` (what that cluster depends on).
        wake: the end to read of a pipe that gets a byte for each signal.
    """

    def __init__(self, order: dict[str, Any], wake: int) -> None:
        self.order = order
        self.wake = wake
        self.told = False
        self.server: subprocess.Popen[bytes] | None = None
        self.folder = Path()

    def tell(self, *_: object) -> None:
        """Note that this process was told to end (a signal handler)."""
        self.told = True

    def pause(self, seconds: float | None, *pipes: int) -> bool:
        """Wait for a signal, a pipe to read from or the end of so many seconds (None: none); Stop when told to end.

        Gives True when one of the pipes can be read.
        """
        ready, _, _ = select.select([0, self.wake, *pipes], [], [], seconds)
        if self.wake in ready:
            os.read(self.wake, 512)
        if self.told or 0 in ready:
            raise Stop
        return any(pipe in ready for pipe in pipes)

    def run(self) -> None:
        """Start the server, report, wait for the end; nothing is left behind."""
        self.folder = Path(tempfile.mkdtemp(prefix="wesley-", dir=self.order["temp"]))
        try:
            self.give(self.folder)
            self.prepare_binaries()
            self.prepare_cluster()
            self.start()
            answer({"folder": str(self.folder), "pid": self.server.pid if self.server else 0})
            while self.server and self.server.poll() is None:
                self.pause(None)
        finally:
            self.end()

    def end(self) -> None:
        """Stop the server at once (its data is thrown away) and remove the folder."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGQUIT)
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def give(self, path: Path) -> None:
        """Give a tree to the account that the server runs as."""
        if self.order["uid"] is not None:
            self.command("chown", "-R", f"{self.order['uid']}:{self.order['gid']}", str(path))

    def command(self, *arguments: str, as_server: bool = False) -> None:
        """Run a program to its end, or kill it when it is time to end.

        Raises:
            Failure: it cannot be run or says that it failed.
        """
        # A pipe, not a file: on a full disk there would be nothing to read in the file.
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as words, os.fdopen(writing, "wb") as output:
            process = self.spawn(arguments, output, as_server=as_server)
            output.close()
            try:
                said = self.read(words.fileno())
                process.wait()
            finally:
                process.kill()
                process.wait()
        if process.returncode != 0:
            raise Failure(f"{Path(arguments[0]).name} failed ({status(process.returncode)})", said)

    def read(self, pipe: int) -> bytes:
        """The last bytes of a pipe, read to its end; Stop when it is time to end."""
        said = b""
        while True:
            while not self.pause(None, pipe):
                continue
            chunk = os.read(pipe, LOG_BYTES)
            if not chunk:
                return said
            said = (said + chunk)[-LOG_BYTES:]

    def spawn(self, arguments: tuple[str, ...], output: IO[bytes], *, as_server: bool) -> subprocess.Popen[bytes]:
        """Start a program, as the server's account when asked."""
        who = {"user": self.order["uid"], "group": self.order["gid"]} if as_server else {}
        groups: dict[str, Any] = {"extra_groups": []} if who.get("user") is not None else {}
        wrapper = self.order["wrapper"] if as_server else ()
        return subprocess.Popen(
            [*wrapper, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=environment(),
            **who,
            **groups,
        )

    def prepare_binaries(self) -> None:
        """Copy the installation into the folder where the server's account cannot reach it (a home of mode 0700)."""
        if self.order["uid"] is None:
            return
        try:
            self.command(self.program("postgres"), "--version", as_server=True)
        except (Failure, PermissionError):
            self.command("cp", "-R", str(Path(self.order["bin"]).parent), str(self.folder / "installation"))
            self.order["bin"] = str(self.folder / "installation" / Path(self.order["bin"]).name)
            self.give(self.folder / "installation")

    def prepare_cluster(self) -> None:
        """A cluster in the folder: a copy of the cached one, else of a new one that goes into the cache."""
        data = self.folder / "data"
        try:
            cache = open_cache(self.order["cache"])
            lock = None if cache is None else cache.open("r")
        except OSError:
            cache = lock = None
        if cache is None or lock is None:
            self.initdb(data)
            return
        with lock:
            self.lock(lock, fcntl.LOCK_SH)
            if not is_fresh(cache, self.order["stamp"]):
                self.lock(lock, fcntl.LOCK_EX)
            if not is_of(lock, cache):
                self.initdb(data)
            elif is_fresh(cache, self.order["stamp"]):
                self.command("cp", "-R", "-p", str(cache.parent / "data"), str(data))
            else:
                self.initdb(data)
                self.fill(cache, data)
        self.give(data)

    def lock(self, file: IO[str], kind: int) -> None:
        """Wait for a lock on a file, ready to end all the while."""
        while True:
            try:
                return fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                self.pause(POLL_SECONDS)

    def fill(self, cache: Path, data: Path) -> None:
        """Put a cluster into the cache; a cache that cannot be written costs time, no more."""
        new = cache.parent / "new"
        try:
            for old in (new, cache.parent / "data"):
                shutil.rmtree(old, ignore_errors=True)
            self.command("cp", "-R", str(data), str(new))
            new.rename(cache.parent / "data")
            cache.write_text(self.order["stamp"])
        except (OSError, Failure):
            shutil.rmtree(new, ignore_errors=True)

    def initdb(self, data: Path) -> None:
        """Make a cluster; its superuser is `postgres`, whoever may enter the folder may connect."""
        common = ("--no-sync", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--wal-segsize=1")
        for locale in LOCALES:
            try:
                self.command(self.program("initdb"), *common, *locale, "-D", str(data), as_server=True)
            except Failure:
                shutil.rmtree(data, ignore_errors=True)
                if locale == LOCALES[-1]:
                    raise
            else:
                return

    def start(self) -> None:
        """Start the server and wait until it accepts connections, as line 8 of postmaster.pid tells."""
        settings = {**SETTINGS, "port": self.order["port"]}
        options = [text for key, value in settings.items() for text in ("-c", f"{key}={value}")]
        log = self.folder / "server.log"
        with log.open("wb") as output:
            command = (self.program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *options)
            self.server = self.spawn(command, output, as_server=True)
        for _ in range(int(START_SECONDS / POLL_SECONDS)):
            if self.server.poll() is not None:
                raise Failure(f"postgres ended ({status(self.server.returncode)})", tail(log))
            if is_ready(self.folder / "data" / "postmaster.pid"):
                return
            self.pause(POLL_SECONDS)
        raise Failure(f"postgres accepted no connection for {START_SECONDS} s", tail(log))

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's programs."""
        return str(Path(self.order["bin"]) / name)


def open_cache(folder: str | None) -> Path | None:
    """The stamp file of the cached cluster, made when missing; None without a cache."""
    if folder is None:
        return None
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = Path(folder) / "stamp"
    stamp.touch()
    return stamp


def is_fresh(cache: Path, stamp: str) -> bool:
    """True when the cached cluster was made by the very programs that will run it."""
    with suppress(OSError):
        return cache.read_text() == stamp and (cache.parent / "data").is_dir()
    return False


def is_of(lock: IO[str], cache: Path) -> bool:
    """False when the cached cluster was removed while this process waited for its lock."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(lock.fileno()), cache.stat())
    return False


def is_ready(pid_file: Path) -> bool:
    """True when the postmaster says that it accepts connections."""
    with suppress(OSError):
        lines = pid_file.read_text().splitlines()
        return len(lines) > 7 and lines[7].strip() == "ready"
    return False


def environment() -> dict[str, str]:
    """The caller's environment without what would change PostgreSQL's behaviour."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def status(code: int) -> str:
    """A process's end in words."""
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def tail(log: Path) -> bytes:
    """The end of a log, and a word on a disk that is too full to write one."""
    words = b""
    with suppress(OSError):
        words = log.read_bytes()[-LOG_BYTES:]
        if shutil.disk_usage(log.parent).free < FULL_BYTES:
            words += os.fsencode(f"\nno space left on the disk of {log.parent}")
    return words


def answer(value: dict[str, object]) -> None:
    """Tell the asking process, which may be gone."""
    with suppress(OSError):
        os.write(1, json.dumps(value).encode() + b"\n")


def main() -> None:
    """Serve one order; every end is an orderly one."""
    wake, signalled = os.pipe()
    os.set_blocking(signalled, False)
    signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
    supervisor = Supervisor(json.loads(sys.argv[1]), wake)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, supervisor.tell)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    try:
        supervisor.run()
    except Stop:
        pass
    except Failure as error:
        answer({"error": str(error), "log": error.log})
    except OSError as error:
        answer({"error": str(error), "log": ""})


if __name__ == "__main__":
    main()
