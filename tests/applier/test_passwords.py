"""Where a password may come from, and where it may not be seen."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import schemac_apply
from schemac_apply.drivers import connect, with_password
from schemac_apply.drivers.mysql_address import read_address
from schemac_apply.drivers.mysql_files import option_files, read_options
from schemac_apply.errors import ConnectionFailed, InvalidURL

from .conftest import MYSQLS

SECRET = "sword fish é"
PASSWORD = "swordfish"

_READ = """\
import sys
from schemac_apply.drivers.arguments import hide_passwords_in_arguments
before = list(sys.argv)
hide_passwords_in_arguments()
print(ascii((open("/proc/self/cmdline", "rb").read(), sys.argv == before)), flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="hides nothing where there is no /proc")
@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        (f"postgresql://u:{SECRET}@h/d", "postgresql://u:*************@h/d"),
        (f"--url=mysql://u:{SECRET}@h/d", "--url=mysql://u:*************@h/d"),
        ("--url=postgresql://u@h/d?password=u&x=y", "--url=postgresql://u@h/d?password=*&x=y"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
        ("--dir=a:b@c", "--dir=a:b@c"),
    ],
)
def test_password_on_the_command_line_is_hidden(argument: str, shown: str):
    path = str(Path(schemac_apply.__file__).parents[1])
    command = [sys.executable, "-c", _READ, "upgrade", argument, "é u"]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        seen = Path(f"/proc/{process.pid}/cmdline").read_bytes()
    assert seen == "\0".join([*command[:4], shown, "é u", ""]).encode()
    assert line == ascii((seen, True)) + "\n"


def shown(error: BaseException) -> str:
    """All that an error says, and those that it came from."""
    texts = []
    chain: BaseException | None = error
    while chain is not None:
        texts += [str(chain), repr(chain), repr(vars(chain)), repr(chain.args), str(chain.__cause__)]
        chain = chain.__context__
    return "\n".join([*texts, *traceback.format_exception(error)])


@pytest.fixture
def demanding_server(postgres: str) -> Iterator[tuple[str, str]]:
    """A server's address, and a database in it that asks the role `careful` for its password."""
    with connect(postgres) as connection:
        ((file, database),) = connection.query("SELECT current_setting('hba_file'), current_database()::text")
        ((rules,),) = connection.query(f"SELECT pg_read_file('{file}')")
        connection.execute(f"CREATE ROLE careful LOGIN SUPERUSER PASSWORD '{PASSWORD}'")

        def write(text: str) -> None:
            lines = ", ".join("('" + line.replace("'", "''") + "')" for line in text.splitlines() if line)
            connection.execute(f"COPY (VALUES {lines}) TO '{file}'")
            connection.execute("SELECT pg_reload_conf()")

        write(f"local all careful scram-sha-256\n{rules}")
        yield postgres.partition("host=")[2], database
        write(rules)
        connection.execute("DROP ROLE careful")


class TestPostgres:
    @pytest.fixture
    def place(self, demanding_server: tuple[str, str]) -> str:
        """A database that asks for a password, but for the name of the user."""
        host, database = demanding_server
        return f"@/{database}?host={host}"

    @staticmethod
    def user(url: str, **options: Any) -> str:
        with connect(url, **options) as connection:
            name: str = connection.query("SELECT current_user::text")[0][0]
            return name

    def test_environment(self, place: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        assert self.user(f"postgresql://careful{place}") == "careful"

    def test_file(self, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        file = tmp_path / "passes"
        file.write_text(f"*:*:*:careful:{PASSWORD}\n")
        file.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(file))
        assert self.user(f"postgresql://careful{place}") == "careful"
        monkeypatch.delenv("PGPASSFILE")
        with pytest.raises(ConnectionFailed, match="no password supplied"):
            self.user(f"postgresql://careful{place}")

    def test_file_of_the_user(self, place: str, tmp_path: Path):
        # libpq takes the home folder from the environment as the process begins.
        file = tmp_path / ".pgpass"
        file.write_text(f"*:*:*:careful:{PASSWORD}\n")
        file.chmod(0o600)
        program = (
            "import sys\nfrom schemac_apply.drivers import connect\n"
            "print(connect(sys.argv[1]).query('SELECT current_user::text'))"
        )
        environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])}
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program, f"postgresql://careful{place}"],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert run.stdout == "[('careful',)]\n", run.stderr

    def test_service(self, demanding_server: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        host, database = demanding_server
        file = tmp_path / "services"
        file.write_text(f"[shop]\nhost={host}\ndbname={database}\nuser=careful\npassword={PASSWORD}\n")
        monkeypatch.setenv("PGSERVICEFILE", str(file))
        assert self.user("postgresql://?service=shop") == "careful"
        assert self.user("postgresql://postgres@?service=shop") == "postgres"
        monkeypatch.setenv("PGSERVICE", "shop")
        assert self.user("postgresql://") == "careful"

    def test_prompt(self, place: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PGPASSWORD", "another")
        assert self.user(f"postgresql://careful{place}", password=PASSWORD) == "careful"
        assert self.user(f"postgresql://careful:{PASSWORD}{place}", password="another") == "careful"

    def test_it_is_in_no_error(self, place: str, monkeypatch: pytest.MonkeyPatch):
        wrong = f"not-{PASSWORD}"
        monkeypatch.setenv("PGPASSWORD", wrong)
        for url, password in (
            (f"postgresql://careful{place}", None),
            (f"postgresql://careful{place}", wrong),
            (f"postgresql://careful:{wrong}{place}", None),
            (f"postgresql://careful{place}&password={wrong}", None),
            (f"postgresql://careful:{PASSWORD}%zz{place}", None),
            (f"postgresql://careful{place}&password={PASSWORD}&nonsense=1", None),
            (f"postgresql://careful:{PASSWORD}@127.0.0.1:1/d", None),
        ):
            with pytest.raises((ConnectionFailed, InvalidURL)) as caught:
                connect(url, password=password)
            assert PASSWORD not in shown(caught.value)


class TestMySQL:
    @pytest.fixture(params=MYSQLS)
    def place(self, request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> tuple[str, str, str]:
        """A database that asks for a password: dialect, name and socket."""
        url = fresh(request.param)
        with connect(url) as connection:
            connection.execute(f"CREATE USER careful@localhost IDENTIFIED BY '{PASSWORD}'")
            connection.execute("GRANT ALL ON *.* TO careful@localhost")
            return request.param, connection.raw.db.decode(), connection.raw.unix_socket

    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))

    @staticmethod
    def user(url: str, **options: Any) -> str:
        with connect(url, **options) as connection:
            return connection.user()

    def test_environment_comes_last(self, place: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        dialect, database, socket = place
        url = f"{dialect}://careful@localhost/{database}?socket={socket}"
        monkeypatch.setenv("MYSQL_PWD", PASSWORD)
        assert self.user(url) == "careful@localhost"
        (tmp_path / ".my.cnf").write_text("[client]\npassword=another\n")
        with pytest.raises(ConnectionFailed, match="Access denied"):
            self.user(url)
        monkeypatch.setenv("MYSQL_PWD", "another")
        (tmp_path / ".my.cnf").write_text(f"[client]\npassword={PASSWORD}\n")
        assert self.user(url) == "careful@localhost"
        (tmp_path / ".my.cnf").write_text("[client]\npassword=another\n")
        assert self.user(url, password=PASSWORD) == "careful@localhost"
        assert self.user(url.replace("@", f":{PASSWORD}@"), password="another") == "careful@localhost"

    def test_file_says_all_that_the_url_does_not(self, place: tuple[str, str, str], tmp_path: Path):
        dialect, database, socket = place
        (tmp_path / ".my.cnf").write_text(f"[client]\nuser=careful\npassword='{PASSWORD}'\nsocket={socket}\n")
        assert self.user(f"{dialect}:///{database}") == "careful@localhost"

    def test_it_is_in_no_error(self, place: tuple[str, str, str], tmp_path: Path):
        dialect, database, socket = place
        wrong = f"not-{PASSWORD}"
        (tmp_path / ".my.cnf").write_text(f"[client]\npassword={wrong}\n")
        end = f"localhost/{database}?socket={socket}"
        for url, password in (
            (f"{dialect}://careful@{end}", None),
            (f"{dialect}://careful@{end}", wrong),
            (f"{dialect}://careful:{wrong}@{end}", None),
            (f"{dialect}://careful:{PASSWORD}@localhost:{PASSWORD}/{database}", None),
            (f"{dialect}://careful:{PASSWORD}@127.0.0.1:1/{database}", None),
            (f"{dialect}://careful:{PASSWORD}@{end}&nonsense=1", None),
            (f"{dialect}://careful:{PASSWORD}@{end}&ssl-mode=nonsense", None),
        ):
            with pytest.raises((ConnectionFailed, InvalidURL)) as caught:
                connect(url, password=password)
            assert PASSWORD not in shown(caught.value)


class TestOptionFiles:
    def test_groups(self, tmp_path: Path):
        file = tmp_path / "my.cnf"
        file.write_text(
            "user = nobody\n"
            "# a comment\n; another\n\n"
            '[client]\nuser=one\npassword = "two # three" # four\nport=3307\nhost = h # not the port\n'
            "[mysql]\nuser=five\n[mysqld]\nport=6\n"
            "[ client-mariadb ]\nuser=seven\nssl_ca=/ca.pem\n[client-server]\nloose-socket=/s\nunknown=x\nflag\n"
        )
        common = {"password": "two # three", "port": "3307", "host": "h"}
        assert read_options("mysql", [file]) == {"user": "one", **common}
        assert read_options("mariadb", [file]) == {"user": "seven", **common, "ssl-ca": "/ca.pem", "socket": "/s"}

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("plain", "plain"),
            ("ab#cd", "ab"),
            ("'ab#cd'", "ab#cd"),
            ("'a\"b'", 'a"b'),
            (r"a\sb\\c\td", "a b\\c\td"),
            (r'"a\"b"', r"a\"b"),
            (r"C:\dir", r"C:\dir"),
            ("a=b", "a=b"),
            ("'", "'"),
            ("it's", "it's"),
            ("it's # late", "it's # late"),
            ("", ""),
        ],
    )
    def test_values(self, written: str, value: str, tmp_path: Path):
        file = tmp_path / "my.cnf"
        file.write_text(f"[client]\npassword={written}\n")
        assert read_options("mysql", [file]) == {"password": value}

    def test_the_last_one_counts(self, tmp_path: Path):
        first, second, absent = (tmp_path / name for name in ("1.cnf", "2.cnf", "3.cnf"))
        first.write_text("[client]\nuser=a\nhost=b\n[client]\nhost=c\n")
        second.write_text("[client]\nuser=d\n")
        assert read_options("mysql", [first, second, absent]) == {"user": "d", "host": "c"}

    def test_others_are_included(self, tmp_path: Path):
        folder = tmp_path / "more"
        folder.mkdir()
        (folder / "b.cnf").write_text("[client]\nuser=b\nport=1\n")
        (folder / "a.cnf").write_text("[client]\nuser=a\nhost=h\n")
        (folder / "c.txt").write_text("[client]\nuser=c\n")
        main = tmp_path / "my.cnf"
        (tmp_path / "own").write_text("[client]\nsocket=/s\n")
        main.write_text(f"[client]\nuser=m\n!includedir {folder}\n!include {tmp_path}/own\n!include {tmp_path}/none\n")
        assert read_options("mysql", [main]) == {"user": "b", "port": "1", "host": "h", "socket": "/s"}
        main.write_text(f"[client]\nuser=m\n!include {main}\n")
        assert read_options("mysql", [main]) == {"user": "m"}

    def test_one_that_everybody_may_write_to_says_nothing(self, tmp_path: Path):
        file = tmp_path / "my.cnf"
        file.write_text("[client]\nuser=a\n")
        file.chmod(0o666)
        assert read_options("mysql", [file]) == {}
        file.chmod(0o600)
        file.write_bytes(b"[client]\nuser=\xff\n")
        assert read_options("mysql", [file]) == {}

    @pytest.mark.parametrize(
        ("written", "mode"),
        [
            ("ssl-mode=VERIFY_CA", "VERIFY_CA"),
            ("ssl", "REQUIRED"),
            ("ssl=1", "REQUIRED"),
            ("ssl=OFF", "DISABLED"),
            ("skip-ssl", "DISABLED"),
            ("ssl\nssl-verify-server-cert", "VERIFY_IDENTITY"),
        ],
    )
    def test_switches_of_tls(self, written: str, mode: str, tmp_path: Path):
        file = tmp_path / "my.cnf"
        file.write_text(f"[client]\n{written}\n")
        assert read_options("mariadb", [file]) == {"ssl-mode": mode}
        assert read_address("mariadb://h/d", files=[file]).ssl_mode == mode

    def test_the_url_goes_before(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delenv("MYSQL_PWD", raising=False)
        file = tmp_path / "my.cnf"
        file.write_text(
            "[client]\nuser=a\npassword=b\nhost=c\nport=4\nsocket=/s\nssl-ca=/ca\nssl-mode=DISABLED\nssl-cert=/cert\n"
        )
        files = [file]
        address = read_address("mysql:///d", files=files)
        assert (address.user, address.password, address.host, address.port) == ("a", "b", "c", 4)
        assert (address.socket, address.ssl_mode, address.ssl_ca) == ("/s", "DISABLED", "/ca")
        address = read_address("mysql://u:p@h:5/d?ssl-ca=/mine", files=files)
        assert (address.user, address.password, address.host, address.port) == ("u", "p", "h", 5)
        assert (address.socket, address.ssl_mode, address.ssl_ca) == (None, "VERIFY_CA", "/mine")
        assert address.ssl_cert == "/cert"
        assert read_address("mysql://u:@h/d", files=files).password == ""
        assert read_address("mysql://h/d?socket=/mine", files=files).socket == "/mine"
        file.write_text("[client]\nport=many\n")
        with pytest.raises(InvalidURL, match="port in an option file"):
            read_address("mysql://h/d", files=files)

    def test_where_they_are(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        assert [str(file) for file in option_files()] == ["/etc/my.cnf", "/etc/mysql/my.cnf", f"{tmp_path}/.my.cnf"]
        monkeypatch.delenv("HOME")
        assert [str(file) for file in option_files()] == ["/etc/my.cnf", "/etc/mysql/my.cnf"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://me@host/db", "postgresql://me:p%2F%40w@host/db"),
        ("postgresql://host:5432/db?a=b@c", "postgresql://:p%2F%40w@host:5432/db?a=b@c"),
        ("mysql:///db?socket=/tmp/s", "mysql://:p%2F%40w@/db?socket=/tmp/s"),
        ("mysql://me@host/db", "mysql://me:p%2F%40w@host/db"),
        ("mysql://me:own@host/db", "mysql://me:own@host/db"),
    ],
)
def test_password_of_a_prompt_stands_in_the_url(url: str, expected: str):
    assert with_password(url, "p/@w") == expected
