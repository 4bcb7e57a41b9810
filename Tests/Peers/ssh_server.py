"""An SFTP server that takes passwords, for the tests: asyncssh on a free port of 127.0.0.1.

    ssh_server.py HOST_KEY --user U --password P [--ask password|questions]
                  [--key PUBLIC_KEY] [--signatures NAME,...]

It prints one line {"port": N} and serves until its standard input ends. The files are those
of the user who runs it, by absolute paths. With --key that key logs in, too, and with --signatures
only by the signature algorithms of these names.
"""

import argparse
import asyncio
import json
import os
import sys

import asyncssh


class Server(asyncssh.SSHServer):
    def __init__(self, options):
        self.options = options

    def begin_auth(self, username):
        return True

    def password_auth_supported(self):
        return self.options.ask == "password"

    def validate_password(self, username, password):
        return (username, password) == (self.options.user, self.options.password)

    def public_key_auth_supported(self):
        return self.options.key is not None

    def validate_public_key(self, username, key):
        return username == self.options.user and key == asyncssh.read_public_key(self.options.key)

    def kbdint_auth_supported(self):
        return self.options.ask == "questions"

    def get_kbdint_challenge(self, username, lang, submethods):
        return "Login", "", lang, [("Password: ", False)]

    def validate_kbdint_response(self, username, responses):
        return username == self.options.user and list(responses) == [self.options.password]


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("host_key")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--ask", choices=["password", "questions"], default="password")
    parser.add_argument("--key")
    parser.add_argument("--signatures", type=lambda names: names.split(","), default=())
    options = parser.parse_args()
    server = await asyncssh.create_server(
        lambda: Server(options), "127.0.0.1", 0, server_host_keys=[options.host_key],
        signature_algs=options.signatures, sftp_factory=True, allow_scp=False)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)
    # The sessions' tasks need not end in peace.
    os._exit(0)


asyncio.run(main())
