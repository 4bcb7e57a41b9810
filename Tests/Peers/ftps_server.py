"""An FTPS server for the tests: pyftpdlib on a port of 127.0.0.1.

    ftps_server.py DIRECTORY ROOT --user U --password P [--port N] [--host A] [--passive N ...] [--habit H ...]

DIRECTORY has server.pem and server.key. It prints one line {"port": N} and serves ROOT until its
standard input ends. Habits:

    no-tls          it knows no TLS at all
    bare-files      it encrypts the commands and refuses to encrypt the files
    no-facts        it knows neither MLST nor MLSD
    no-restart      it refuses REST
    liar            PASV names the address 192.0.2.1, and there is no EPSV
    no-data         the port that PASV names takes no connection, and there is no EPSV
    read-only       the user may read
    locked          it says that the account is locked
    crowded         it lets nobody log in for now
    away            it turns everybody away in the place of a greeting
    no-rename       the user may not rename
    no-remove       the user may not remove
    no-list         the user may not list
    data-port=N     it names port N for every file
    data-host=H     and address H, with commas
    reuse           it demands TLS sessions to be reused, and does not let them
    old-tls         TLS 1.0 and 1.1 alone
    hash            it has XSHA256
    wrong-hash      it has XSHA256, and makes another hash
"""

import argparse
import hashlib
import json
import os
import sys
import threading
import warnings

warnings.simplefilter("ignore")

from OpenSSL import SSL  # noqa: E402
from pyftpdlib.authorizers import AuthenticationFailed, DummyAuthorizer  # noqa: E402
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler  # noqa: E402
from pyftpdlib.handlers.ftp.dispatchers import PassiveDTP  # noqa: E402
from pyftpdlib.servers import FTPServer  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("root")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--passive", type=int, action="append")
    parser.add_argument("--habit", action="append", default=[])
    options = parser.parse_args()
    habits = dict((habit.split("=") + [""])[:2] for habit in options.habit)

    authorizer = DummyAuthorizer()
    if "locked" in habits:
        class Locked(DummyAuthorizer):
            def validate_authentication(self, username, password, handler):
                raise AuthenticationFailed("Account is locked.")
        authorizer = Locked()
    if "crowded" in habits:
        class Crowded(DummyAuthorizer):
            def validate_authentication(self, username, password, handler):
                raise AuthenticationFailed("Sorry, the maximum number of clients (1) are already connected.")
        authorizer = Crowded()
    rights = "elr" if "read-only" in habits else "elradfmwMT"
    for habit, right in (("no-rename", "f"), ("no-remove", "d"), ("no-list", "l")):
        if habit in habits:
            rights = rights.replace(right, "")
    authorizer.add_user(options.user, options.password, options.root,
                        perm=rights)

    base = FTPHandler if "no-tls" in habits else TLS_FTPHandler

    class Handler(base):
        banner = "peer ready"
        timeout = 120
        use_sendfile = False
        permit_foreign_addresses = False
        proto_cmds = dict(base.proto_cmds)

        def __init__(self, *arguments, **words):
            super().__init__(*arguments, **words)
            self._extra_feats = ["XSHA256"] if "XSHA256" in self.proto_cmds else []

        def ftp_PROT(self, line):
            if "bare-files" in habits:
                return self.respond("534 Files are not encrypted here.")
            return super().ftp_PROT(line)

        def handle(self):
            if "away" in habits:
                self.push("421 Too many connections from your address.\r\n")
                return self.close_when_done()
            return super().handle()

        def ftp_EPSV(self, line):
            if "data-port" in habits:
                return self.respond(f"229 Entering extended passive mode (|||{habits['data-port']}|).")
            return super().ftp_EPSV(line)

        def ftp_PASV(self, line):
            if "data-port" in habits:
                high, low = divmod(int(habits["data-port"]), 256)
                return self.respond(f"227 Entering passive mode ({habits.get('data-host', '127,0,0,1')},{high},{low}).")
            return super().ftp_PASV(line)

        def refuse_reuse(self):
            self._shutdown_connecting_dtp()
            return self.respond("522 SSL connection failed: session reuse required.")

        def ftp_MLSD(self, path):
            return self.refuse_reuse() if "reuse" in habits else super().ftp_MLSD(path)

        def ftp_STOR(self, file, mode="w"):
            return self.refuse_reuse() if "reuse" in habits else super().ftp_STOR(file, mode)

        def ftp_REST(self, line):
            if "no-restart" in habits:
                return self.respond("502 REST is not known here.")
            return super().ftp_REST(line)

        def hash_of(self, path):
            digest = hashlib.sha256()
            with open(path, "rb") as file:
                for part in iter(lambda: file.read(1 << 20), b""):
                    digest.update(part)
            if "wrong-hash" in habits:
                digest.update(b"x")
            return digest.hexdigest()

        def ftp_XSHA256(self, path):
            self.respond(f"250 {self.hash_of(path)}")

    if "hash" in habits or "wrong-hash" in habits:
        Handler.proto_cmds["XSHA256"] = dict(perm="r", auth=True, arg=True, help="Syntax: XSHA256 path.")
    for word in (["MLST", "MLSD"] if "no-facts" in habits else []) + (
            ["EPSV"] if "liar" in habits or "no-data" in habits else []):
        Handler.proto_cmds.pop(word)
    if "liar" in habits:
        Handler.masquerade_address = "192.0.2.1"
    if "no-data" in habits:
        class Deaf(PassiveDTP):
            def handle_accepted(self, sock, addr):
                sock.close()
        Handler.passive_dtp = Deaf
    Handler.authorizer = authorizer
    if options.passive:
        Handler.passive_ports = options.passive
    if base is TLS_FTPHandler:
        Handler.certfile = os.path.join(options.directory, "server.pem")
        Handler.keyfile = os.path.join(options.directory, "server.key")
        Handler.tls_control_required = True
        Handler.tls_data_required = "bare-files" not in habits
        if "old-tls" in habits:
            context = SSL.Context(SSL.TLS_METHOD)
            context.set_min_proto_version(SSL.TLS1_VERSION)
            context.set_max_proto_version(SSL.TLS1_1_VERSION)
            context.set_cipher_list(b"ALL:@SECLEVEL=0")
            context.use_certificate_chain_file(Handler.certfile)
            context.use_privatekey_file(Handler.keyfile)
            Handler.ssl_context = context
    server = FTPServer((options.host, options.port), Handler)
    print(json.dumps({"port": server.address[1]}), flush=True)

    def watch():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    server.serve_forever(handle_exit=False)


main()
