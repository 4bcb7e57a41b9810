"""An SFTP server that takes passwords, for the tests: asyncssh on a free port of 127.0.0.1.

    ssh_server.py HOST_KEY --user U --password P [--ask password|questions]
                  [--key PUBLIC_KEY] [--signatures NAME,...] [--port N] [--habit slow|short]

It prints one line {"port": N} and serves until its standard input ends. The files are those
of the user who runs it, by absolute paths. With --key that key logs in, too, and with --signatures
only by the signature algorithms of these names.

    slow    answers each READ and WRITE 5 ms late
    short   answers a READ with at most 10,000 bytes
"""

import argparse
import asyncio
import json
import os
import sys

import asyncssh


class Files(asyncssh.SFTPServer):
    habits = set()

    async def linger(self):
        if "slow" in self.habits:
            await asyncio.sleep(0.005)

    async def read(self, file_obj, offset, size):
        await self.linger()
        return super().read(file_obj, offset, min(size, 10_000) if "short" in self.habits else size)

    async def write(self, file_obj, offset, data):
        await self.linger()
        return super().write(file_obj, offset, data)


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
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--habit", action="append", default=[])
    options = parser.parse_args()
    Files.habits.update(options.habit)
    server = await asyncssh.create_server(
        lambda: Server(options), "127.0.0.1", options.port, server_host_keys=[options.host_key],
        signature_algs=options.signatures, sftp_factory=Files if options.habit else True, allow_scp=False)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)
    # The sessions' tasks need not end in peace.
    os._exit(0)


asyncio.run(main())
