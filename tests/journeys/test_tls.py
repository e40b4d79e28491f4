"""A line that nobody listens in on, with an authority of the chain's own."""

import ipaddress
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.base import clock
from app.base.errors import Trouble
from app.selling import checkout
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.till import Till
from hq import codes
from sync import client, engine
from sync.identity import Identity
from tests.examples import US, a_cart, cash
from tests.programs import ENVIRONMENT, ROOT, free_port, until_listening, zhanggui_hq


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate that vouches for itself; return its file and its key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "HQ of a test")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    day = timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - day)
        .not_valid_after(clock.now() + day)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "hq.pem", folder / "hq.key"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A head office that speaks TLS, and the file that vouches for it."""
    public, private = make_certificate(tmp_path)
    port = free_port()
    tls = ("--tls-cert", public, "--tls-key", private)
    serve = zhanggui_hq("serve", "--db", tmp_path / "hq.sqlite", "--port", port, *tls)
    process = subprocess.Popen(serve, env=ENVIRONMENT, cwd=ROOT)
    try:
        until_listening(port)
        yield f"https://127.0.0.1:{port}", public
    finally:
        process.kill()
        process.wait(30)


def test_a_till_trusts_the_authority_that_it_was_given_and_no_other(
    certified: tuple[str, Path], till: Till, tmp_path: Path
) -> None:
    url, ca = certified
    hq = open_file(tmp_path / "hq.sqlite")
    upgrade(hq)
    with hq.writing() as connection:
        code = codes.issue(connection, US, clock.now())
    hq.close()
    identity = Identity(tmp_path)
    identity.keep_code(code)
    checkout.complete(till, a_cart(), cash(650))
    stranger = client.connect(url, identity)
    with pytest.raises(Trouble, match="连不上"):
        engine.drain(till, stranger, tmp_path)
    stranger.close()
    known = client.connect(url, identity, str(ca))
    assert engine.drain(till, known, tmp_path) == 1
    known.close()
