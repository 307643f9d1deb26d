"""A small SMTP server and a small HTTP server, for the channels to talk to."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Post:
    """A mail or a request as the server got it."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Heard:
    """What a server heard, and what it answers from now on."""

    port: int = 0
    posts: list[Post] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    status: int = 200
    answer: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    rcpt: str = "250 ok"


class _Smtp(socketserver.StreamRequestHandler):
    heard: Heard
    secure: ssl.SSLContext | None

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            said = line.decode().strip()
            self.heard.commands.append(said)
            if not self._obey(said):
                return

    def _obey(self, said: str) -> bool:
        word = said.upper()
        if word.startswith("EHLO"):
            self._say("250-test\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 SIZE 1000000")
        elif word == "STARTTLS" and self.secure is not None:
            self._say("220 go on")
            self.connection = self.secure.wrap_socket(self.connection, server_side=True)
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", 0)
        elif word.startswith("AUTH"):
            self._say("235 welcome" if "AHVzZXIAc2VjcmV0" in said else "535 who are you")
        elif word.startswith("RCPT"):
            self._say(self.heard.rcpt)
        elif word == "DATA":
            self._say("354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            self.heard.posts.append(Post("", {}, b"".join(lines)))
            self._say("250 kept")
        elif word == "QUIT":
            self._say("221 bye")
            return False
        else:
            self._say("250 ok")
        return True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Quiet(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Leave a client that hangs up alone."""


@contextmanager
def smtp_server(secure: ssl.SSLContext | None = None) -> Iterator[Heard]:
    """Serve SMTP on a free port of this machine."""
    heard = Heard()
    handler = type("Handler", (_Smtp,), {"heard": heard, "secure": secure})
    with _Quiet(("127.0.0.1", 0), handler) as server, _served(server):
        heard.port = server.server_address[1]
        yield heard


@contextmanager
def http_server(secure: ssl.SSLContext | None = None) -> Iterator[Heard]:
    """Serve HTTP on a free port of this machine, with TLS where a context is given."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.posts.append(Post(self.path, dict(self.headers.items()), body))
            self.send_response(heard.status)
            for name, value in heard.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(heard.answer)))
            self.end_headers()
            self.wfile.write(heard.answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, _served(server):
        if secure is not None:
            server.socket = secure.wrap_socket(server.socket, server_side=True)
        heard.port = server.server_address[1]
        yield heard


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def certificate(folder: Path, name: str = "hooks.example.cn") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return the server's context and the client's, for a certificate made for a name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(pem, secret)
    return serving, ssl.create_default_context(cafile=str(pem))
