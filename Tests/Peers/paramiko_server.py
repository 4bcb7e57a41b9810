"""An SFTP server that takes a password, for the tests: paramiko on a free port of 127.0.0.1.

    paramiko_server.py HOST_KEY --user U --password P [--port N] [--habit slow|short]

It prints one line {"port": N} and serves until its standard input ends. The files are those
of the user who runs it, by absolute paths. A rename overwrites, as paramiko's own does.

    slow    answers each READ and WRITE 5 ms late
    short   answers a READ with at most 10,000 bytes
"""

import argparse
import json
import os
import socket
import sys
import threading
import time

import paramiko


HABITS = set()


def linger():
    if "slow" in HABITS:
        time.sleep(0.005)


class Login(paramiko.ServerInterface):
    options = None

    def get_allowed_auths(self, username):
        return "password"

    def check_auth_password(self, username, password):
        good = (username, password) == (self.options.user, self.options.password)
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def check_channel_request(self, kind, number):
        return paramiko.OPEN_SUCCEEDED if kind == "session" else paramiko.OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED


class Handle(paramiko.SFTPHandle):
    def __init__(self, descriptor, flags):
        super().__init__(flags)
        self.descriptor = descriptor

    def close(self):
        os.close(self.descriptor)

    def read(self, offset, length):
        linger()
        return os.pread(self.descriptor, min(length, 10_000) if "short" in HABITS else length, offset)

    def write(self, offset, data):
        linger()
        try:
            while data:
                count = os.pwrite(self.descriptor, data, offset)
                offset, data = offset + count, data[count:]
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return paramiko.SFTP_OK

    def stat(self):
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.descriptor))

    def chattr(self, attributes):
        if attributes.st_mode is not None:
            os.fchmod(self.descriptor, attributes.st_mode)
        return paramiko.SFTP_OK


def answer(call):
    def wrapped(*arguments):
        try:
            return call(*arguments)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
    return wrapped


class Files(paramiko.SFTPServerInterface):
    @answer
    def list_folder(self, path):
        entries = []
        for name in os.listdir(path):
            attributes = paramiko.SFTPAttributes.from_stat(os.lstat(os.path.join(path, name)))
            attributes.filename = name
            entries.append(attributes)
        return entries

    @answer
    def stat(self, path):
        return paramiko.SFTPAttributes.from_stat(os.stat(path))

    @answer
    def lstat(self, path):
        return paramiko.SFTPAttributes.from_stat(os.lstat(path))

    @answer
    def open(self, path, flags, attributes):
        mode = attributes.st_mode if attributes.st_mode is not None else 0o666
        return Handle(os.open(path, flags, mode), flags)

    @answer
    def remove(self, path):
        os.remove(path)
        return paramiko.SFTP_OK

    @answer
    def rename(self, old, new):
        os.rename(old, new)
        return paramiko.SFTP_OK


def serve(connection, key):
    transport = paramiko.Transport(connection)
    transport.add_server_key(key)
    transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files)
    try:
        transport.start_server(server=Login())
    except (paramiko.SSHException, EOFError, OSError):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("host_key")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--habit", action="append", default=[])
    Login.options = parser.parse_args()
    HABITS.update(Login.options.habit)
    key = paramiko.Ed25519Key(filename=Login.options.host_key)
    listener = socket.create_server(("127.0.0.1", Login.options.port), backlog=64)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection, key), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.buffer.read()
    os._exit(0)


main()
