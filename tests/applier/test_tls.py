"""Encrypted connections to servers of their own, with certificates made here."""

from __future__ import annotations

import importlib
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from schemac_apply.drivers import connect
from schemac_apply.errors import ConnectionFailed, InvalidURL
from tests import servers
from tests.conftest import _missing

from .conftest import MYSQLS

# The package has functions of these names.
MYSQL, POSTGRES = (importlib.import_module(f"tests.servers.{name}") for name in ("mysql", "postgres"))


@dataclass(frozen=True)
class Certificates:
    """A certificate for localhost, its key, the authority that signed it, and another one."""

    certificate: Path
    key: Path
    authority: Path
    stranger: Path


@pytest.fixture(scope="module")
def certificates(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    program = shutil.which("openssl")
    if not program:
        _missing(pytestconfig, "openssl", "install the command openssl")
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments: str) -> None:
        subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)

    for name in ("authority", "stranger"):
        subject = ["-subj", f"/CN={name}", "-days", "2", "-keyout", f"{name}.key", "-out", f"{name}.pem"]
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject)
    openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "request.pem"
    )
    (folder / "names").write_text("subjectAltName = DNS:localhost\n")
    signed = ["-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-extfile", "names", "-days", "2"]
    openssl("x509", "-req", "-in", "request.pem", *signed, "-out", "certificate.pem")
    return Certificates(*(folder / f"{name}.pem" for name in ("certificate", "key", "authority", "stranger")))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture(scope="module")
def postgres_place(pytestconfig: pytest.Config, certificates: Certificates) -> Iterator[str]:
    """Host, port and database of a server of PostgreSQL that takes nothing over TCP but TLS."""
    port = _free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(POSTGRES.POSTGRES_SETTINGS, "listen_addresses", "127.0.0.1")
        patch.setitem(POSTGRES.POSTGRES_SETTINGS, "port", str(port))
        patch.setenv("PGPORT", str(port))
        with ExitStack() as stack:
            try:
                server = _with_tls(stack)
            except servers.Unavailable as unavailable:
                _missing(pytestconfig, "postgres", str(unavailable))
            for name, file in (("cert", certificates.certificate), ("key", certificates.key)):
                copy = server.host / file.name
                shutil.copy(file, copy)
                shutil.chown(copy, server.host.owner())
                copy.chmod(0o600)
                server.admin.execute(f"ALTER SYSTEM SET ssl_{name}_file = '{copy}'".encode())
            (server.host / "data" / "pg_hba.conf").write_text("local all all trust\nhostssl all all all trust\n")
            server.admin.execute("SELECT pg_reload_conf()")
            patch.delenv("PGPORT")
            yield f"localhost:{port}/postgres"


def _with_tls(stack: ExitStack) -> servers.PostgresServer:
    """The first server that is built with TLS, with that switched on. Raises Unavailable."""
    for major in dict.fromkeys(servers.postgres_major(bindir) for _, bindir in servers.postgres_installations()):
        with ExitStack() as attempt:
            server = attempt.enter_context(servers.postgres(major))
            with suppress(psycopg.errors.InvalidParameterValue):
                server.admin.execute("ALTER SYSTEM SET ssl = on")
                stack.push(attempt.pop_all())
                return server
    raise servers.Unavailable("no server here is built with TLS; the system's is, and `.ci/postgres.sh 15` fetches one")


def test_postgres_is_verified(postgres_place: str, certificates: Certificates):
    url = f"postgresql://postgres@{postgres_place}?sslmode=verify-full"
    with connect(f"{url}&sslrootcert={certificates.authority}") as connection:
        assert connection.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [(True,)]
    with pytest.raises(ConnectionFailed, match="certificate verify failed"):
        connect(f"{url}&sslrootcert={certificates.stranger}")
    by_number = f"postgresql://postgres@{postgres_place.replace('localhost', '127.0.0.1')}"
    with pytest.raises(ConnectionFailed, match=r'server certificate for "localhost" .*does not match host name'):
        connect(f"{by_number}?sslmode=verify-full&sslrootcert={certificates.authority}")
    with connect(f"{by_number}?sslmode=verify-ca&sslrootcert={certificates.authority}") as connection:
        assert connection.query("SELECT 1") == [(1,)]
    with pytest.raises(ConnectionFailed, match="no encryption"):
        connect(f"postgresql://postgres@{postgres_place}?sslmode=disable")


def test_settings_of_the_environment(postgres_place: str, certificates: Certificates, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    monkeypatch.setenv("PGSSLROOTCERT", str(certificates.stranger))
    with pytest.raises(ConnectionFailed, match="certificate verify failed"):
        connect(f"postgresql://postgres@{postgres_place}")
    monkeypatch.setenv("PGSSLROOTCERT", str(certificates.authority))
    with connect(f"postgresql://postgres@{postgres_place}") as connection:
        assert connection.query("SELECT 1") == [(1,)]


@pytest.fixture(scope="module", params=MYSQLS)
def mysql_place(
    request: pytest.FixtureRequest, pytestconfig: pytest.Config, certificates: Certificates
) -> Iterator[str]:
    """Scheme, user, host, port and database of a server whose user has to come by TLS."""
    port = _free_port()
    options = [
        "--bind-address=127.0.0.1",
        f"--port={port}",
        f"--ssl-ca={certificates.authority}",
        f"--ssl-cert={certificates.certificate}",
        f"--ssl-key={certificates.key}",
    ]
    settings = [option for option in MYSQL.SETTINGS if option != "--skip-networking"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MYSQL, "SETTINGS", (*settings, *options))
        try:
            with servers.mysql(request.param) as server:
                with connect(server.create_database("shop")) as connection:
                    connection.execute("CREATE USER guest@'%' REQUIRE SSL")
                    connection.execute("GRANT ALL ON shop.* TO guest@'%'")
                yield f"{request.param}://guest@localhost:{port}/shop"
        except servers.Unavailable as unavailable:
            _missing(pytestconfig, request.param, str(unavailable))


def test_mysql_is_verified(mysql_place: str, certificates: Certificates):
    cipher = "SHOW SESSION STATUS LIKE 'Ssl_cipher'"
    for options in (
        "",
        "?ssl-mode=REQUIRED",
        f"?ssl-ca={certificates.authority}",
        f"?ssl-ca={certificates.authority}&ssl-mode=VERIFY_IDENTITY",
    ):
        with connect(mysql_place + options) as connection:
            assert connection.query(cipher)[0][1]
    with pytest.raises(ConnectionFailed, match="certificate verify failed"):
        connect(f"{mysql_place}?ssl-ca={certificates.stranger}")
    with pytest.raises(ConnectionFailed, match=r"certificate verify failed: IP address mismatch"):
        connect(
            f"{mysql_place.replace('localhost', '127.0.0.1')}?ssl-ca={certificates.authority}&ssl-mode=VERIFY_IDENTITY"
        )
    with pytest.raises(ConnectionFailed, match="Access denied"):
        connect(f"{mysql_place}?ssl-mode=DISABLED")
    with pytest.raises(InvalidURL, match="cannot be used"):
        connect(f"{mysql_place}?ssl-ca=/nowhere.pem")


def test_option_file_has_a_say(
    mysql_place: str, certificates: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".my.cnf").write_text(f"[client]\nssl-ca={certificates.stranger}\n")
    with pytest.raises(ConnectionFailed, match="certificate verify failed"):
        connect(mysql_place)
    (tmp_path / ".my.cnf").write_text(f"[client]\nssl-ca={certificates.authority}\n")
    with connect(mysql_place) as connection:
        assert connection.query("SELECT 1") == [(1,)]
