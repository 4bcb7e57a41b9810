"""Makes a certificate authority and a server's certificate for the tests.

    certificates.py DIRECTORY [KIND]

In DIRECTORY it leaves ca.pem, the authority to trust, and server.pem with server.key. KIND is one of

    good         for the address 127.0.0.1 and the name localhost
    expired      its time is over
    future       its time has not begun
    wrong-name   for another host
    stranger     by another authority than the one in ca.pem
    self-signed  by nobody but itself
    ending       good, and its time is over in a week
"""

import datetime
import ipaddress
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def make(subject, issuer, key, signer, begin, end, extensions):
    builder = (x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer))
               .public_key(key.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(begin).not_valid_after(end))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signer, hashes.SHA256())


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def main():
    directory = pathlib.Path(sys.argv[1])
    kind = sys.argv[2] if len(sys.argv) > 2 else "good"
    now = datetime.datetime.now(datetime.timezone.utc)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
    authorities = [
        make(f"Test authority {i}", f"Test authority {i}", keys[i], keys[i], now - 10 * DAY, now + 100 * DAY,
             [(x509.BasicConstraints(ca=True, path_length=None), True),
              (x509.SubjectKeyIdentifier.from_public_key(keys[i].public_key()), False)])
        for i in range(2)
    ]
    begin, end = {"expired": (now - 5 * DAY, now - DAY), "future": (now + DAY, now + 5 * DAY),
                  "ending": (now - DAY, now + 7 * DAY)}.get(kind, (now - DAY, now + 50 * DAY))
    signer = 1 if kind == "stranger" else 0
    names = [x509.DNSName("elsewhere.example")] if kind == "wrong-name" else [
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")]
    issuer = ("peer", keys[2]) if kind == "self-signed" else (f"Test authority {signer}", keys[signer])
    server = make("peer", issuer[0], keys[2], issuer[1], begin, end,
                  [(x509.SubjectAlternativeName(names), False),
                   (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer[1].public_key()), False)])
    (directory / "ca.pem").write_bytes(pem(authorities[0]))
    (directory / "server.pem").write_bytes(pem(server))
    key = keys[2].private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                serialization.NoEncryption())
    path = directory / "server.key"
    path.touch(mode=0o600)
    path.write_bytes(key)


main()
