"""A real SMTP server for the tests, on a free port of 127.0.0.1.

    mail_server.py DIRECTORY [--tls starttls|implicit|none|refused] [--user U] [--password P]
                   [--certificate valid|expired|future]

It makes a certificate authority and a certificate for the address 127.0.0.1 alone (so that
the name `localhost` does not match), listens, prints one line {"port": N} and serves until
its standard input ends. In DIRECTORY it leaves

    ca.pem                      the authority to trust
    logins                      one line a login: taken or refused
    messages.ndjson             one line a message: {"from", "to", "file"}
    <recipient>/<n>.eml         the bytes of that recipient's n-th message

The recipient's local part chooses the answer: `bounce*` 550 and `later*` 451 at RCPT,
`unanswered*` takes the whole message and hangs up, `silent*` takes it and says nothing,
`refused*` answers 554 to the message itself. A message that is answered 250 is on disk.
"""

import argparse
import asyncio
import json
import pathlib
import socket
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

# Asked for below: with TLS from the first byte there is no STARTTLS to insist on.
warnings.filterwarnings("ignore", message="Requiring AUTH while not requiring TLS")


def make_certificate(directory, validity):
    """A fresh authority and a leaf signed by it; openssl is on every machine that runs the tests."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=directory, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=Test authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=mail peer")
    (directory / "server.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    if validity == "valid":
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "1",
                "-days", "2", "-extfile", "server.ext", "-out", "server.pem")
        return
    # Only its certificate authority lets openssl write dates.
    (directory / "index").touch()
    (directory / "serial").write_text("01\n")
    (directory / "ca.cnf").write_text(
        "[ca]\ndefault_ca=own\n[own]\nnew_certs_dir=.\ndatabase=index\nserial=serial\n"
        "default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n")
    dates = {"expired": ("20200101000000Z", "20200201000000Z"), "future": ("20990101000000Z", "20990201000000Z")}
    start, end = dates[validity]
    openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-startdate", start,
            "-enddate", end, "-extfile", "server.ext", "-notext", "-in", "server.csr", "-out", "server.pem")


class Handler:
    def __init__(self, directory):
        self.directory = directory

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("bounce"):
            # Servers name the address in their answers; ours must then keep the answer secret.
            return f"550 5.1.1 <{address}> no such mailbox"
        if address.startswith("later"):
            return f"451 4.7.1 <{address}> greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, session, envelope):
        first = envelope.rcpt_tos[0]
        if first.startswith("refused"):
            return f"554 5.7.1 message to <{first}> refused"
        for address in envelope.rcpt_tos:
            self.store(envelope, address)
        if first.startswith("unanswered"):
            server.transport.abort()
            await asyncio.Event().wait()
        if first.startswith("silent"):
            await asyncio.Event().wait()
        return "250 2.0.0 stored"

    def store(self, envelope, address):
        mailbox = self.directory / address.replace("/", "_")
        mailbox.mkdir(exist_ok=True)
        file = mailbox / f"{len(list(mailbox.iterdir())) + 1}.eml"
        file.write_bytes(envelope.original_content)
        line = {"from": envelope.mail_from, "to": address, "file": str(file)}
        with open(self.directory / "messages.ndjson", "a") as log:
            log.write(json.dumps(line) + "\n")


async def serve(options):
    directory = pathlib.Path(options.directory)
    make_certificate(directory, options.certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem", directory / "server.key")

    def authenticate(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (options.user.encode(), options.password.encode())
        with open(directory / "logins", "a") as log:
            log.write("taken\n" if good else "refused\n")
        # `handled=False` lets the server answer 535 itself.
        return AuthResult(success=good, handled=False)

    def session():
        return SMTP(
            Handler(directory),
            hostname="peer.test",
            tls_context=context if options.tls in ("starttls", "refused") else None,
            require_starttls=options.tls == "starttls",
            auth_required=options.tls in ("starttls", "implicit"),
            auth_require_tls=options.tls == "starttls",
            authenticator=authenticate,
        )

    class Refusing(SMTP):
        """Offers STARTTLS and then will not start it, as a meddler in the middle would have it."""

        async def smtp_STARTTLS(self, argument):
            await self.push("454 4.7.0 TLS not available")

    if options.tls == "refused":
        make = lambda: Refusing(Handler(directory), hostname="peer.test", tls_context=context)
    else:
        make = session
    listener = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.get_running_loop().create_server(
        make, sock=listener, ssl=context if options.tls == "implicit" else None)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)

    # Whoever started the server holds the other end of its standard input: when that
    # process is gone, however it went, so is the server.
    await asyncio.to_thread(sys.stdin.buffer.read)
    server.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--tls", choices=["starttls", "implicit", "none", "refused"], default="starttls")
    parser.add_argument("--user", default="sender")
    parser.add_argument("--password", default="secret")
    parser.add_argument("--certificate", choices=["valid", "expired", "future"], default="valid")
    asyncio.run(serve(parser.parse_args()))


main()
