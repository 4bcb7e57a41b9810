"""An SFTP version 3 server with bad habits, for the tests: `Subsystem sftp odd_sftp.py HABIT…`.

It serves real files over its standard input and output, without any extension, and
    short        answers a READ with at most 1,000 bytes
    shuffle      answers what has come so far in reverse order
    overwrite    renames over a file that exists
    empty        answers a READ with no bytes
    long         answers a READ with one byte too many
    early-end    says "end of file" to every READ
    stranger     answers a request that nobody made
    huge         announces a packet of 2 GiB
    noise        prints a line of text first, as a login shell may
    version2     speaks version 2
    full         fails every WRITE with "No space left on device"
    failing      fails every WRITE with nothing but "Failure"
    lossy        forgets the last byte of the last WRITE
    nosize       tells no sizes
    sync         offers fsync@openssh.com, and does it
    nosync       offers it, and fails
    held-sync    offers it, and waits with the first one until a file `go` lies beside what is written
    flipping     changes a bit of every WRITE of more than 1,000 bytes
    selfish      keeps what each handle writes for itself; the last one that is closed wins
    silent       answers no WRITE
    thief        removes what was written when it is closed, as at the end of a quota
    hangup       ends instead of the first RENAME in a directory, once
    hangup-after ends after the first RENAME in a directory and does not answer it, once
"""

import os
import select
import shutil
import struct
import sys

HABITS = set(sys.argv[1:])
SYNCHRONIZING = {"sync", "nosync", "held-sync"}
handles = {}
copies = {}
written = set()


def string(data):
    return struct.pack(">I", len(data)) + data


def packet(kind, body):
    return struct.pack(">IB", len(body) + 1, kind) + body


def status(number, code, message=b""):
    return packet(101, struct.pack(">II", number, code) + string(message) + string(b""))


def attributes(information):
    flags, fields = 0x4, b""
    if "nosize" not in HABITS:
        flags, fields = 0x5, struct.pack(">Q", information.st_size)
    return struct.pack(">I", flags) + fields + struct.pack(">I", information.st_mode)


class Request:
    def __init__(self, data):
        self.data, self.place = data, 0

    def integer(self, code=">I"):
        value, = struct.unpack_from(code, self.data, self.place)
        self.place += struct.calcsize(code)
        return value

    def string(self):
        length = self.integer()
        self.place += length
        return self.data[self.place - length:self.place]


def open_file(request, number):
    path, flags = request.string(), request.integer()
    mode = {0x01: os.O_RDONLY, 0x02: os.O_WRONLY}[flags & 3]
    mode |= (os.O_CREAT if flags & 8 else 0) | (os.O_EXCL if flags & 0x20 else 0)
    if "selfish" in HABITS and mode & 3 == os.O_WRONLY:
        os.close(os.open(path, mode, 0o600))
        copy = path + b"~%d" % number
        shutil.copy(path, copy)
        descriptor = os.open(copy, os.O_WRONLY)
        copies[b"%d" % descriptor] = (copy, path)
    else:
        descriptor = os.open(path, mode, 0o600)
    handles[b"%d" % descriptor] = descriptor
    return packet(102, struct.pack(">I", number) + string(b"%d" % descriptor))


def read(request, number):
    descriptor, offset, length = handles[request.string()], request.integer(">Q"), request.integer()
    if "short" in HABITS:
        length = min(length, 1000)
    data = os.pread(descriptor, length, offset)
    if not data or "early-end" in HABITS:
        return status(number, 1, b"end")
    if "empty" in HABITS:
        data = b""
    if "long" in HABITS:
        data = data.ljust(length, b"x") + b"x"
    return packet(103, struct.pack(">I", number) + string(data))


def write(request, number):
    descriptor, offset, data = handles[request.string()], request.integer(">Q"), request.string()
    if "full" in HABITS:
        return status(number, 4, b"No space left on device")
    if "failing" in HABITS:
        return status(number, 4, b"Failure")
    if "silent" in HABITS:
        return b""
    if "flipping" in HABITS and len(data) > 1000:
        data = data[:500] + bytes([data[500] ^ 1]) + data[501:]
    written.add(b"%d" % descriptor)
    os.pwrite(descriptor, data[:-1] if "lossy" in HABITS else data, offset)
    return status(number, 0)


def ends_now(habit, path):
    """Whether it is the first time: kept beside the directory, for each connection is a process."""
    marker = os.path.dirname(path) + b"." + habit.encode()
    if habit not in HABITS or os.path.exists(marker):
        return False
    open(marker, "x").close()
    return True


def rename(request, number):
    old, new = request.string(), request.string()
    if ends_now("hangup", new):
        os._exit(0)
    if os.path.exists(new) and "overwrite" not in HABITS:
        return status(number, 4, b"Failure")
    os.rename(old, new)
    if ends_now("hangup-after", new):
        os._exit(0)
    return status(number, 0)


def answer(kind, number, request):
    if kind == 3:
        return open_file(request, number)
    if kind == 4:
        handle = request.string()
        if "thief" in HABITS and handle in written:
            os.remove(os.readlink(f"/proc/self/fd/{int(handle)}"))
        os.close(handles.pop(handle))
        if handle in copies:
            os.rename(*copies.pop(handle))
        return status(number, 0)
    if kind == 5:
        return read(request, number)
    if kind == 6:
        return write(request, number)
    if kind in (7, 17):
        look = os.lstat if kind == 7 else os.stat
        return packet(105, struct.pack(">I", number) + attributes(look(request.string())))
    if kind == 8:
        return packet(105, struct.pack(">I", number) + attributes(os.fstat(handles[request.string()])))
    if kind == 13:
        os.remove(request.string())
        return status(number, 0)
    if kind == 18:
        return rename(request, number)
    if kind == 200 and request.string() == b"fsync@openssh.com" and HABITS & SYNCHRONIZING:
        if "nosync" in HABITS:
            return status(number, 4, b"Failure")
        descriptor = handles[request.string()]
        directory = os.path.dirname(os.readlink(f"/proc/self/fd/{descriptor}"))
        # Until its client hangs up, at the latest.
        hangup = select.poll()
        hangup.register(0, 0)
        while "held-sync" in HABITS and not os.path.exists(directory + "/go"):
            if hangup.poll(20):
                sys.exit()
        os.fsync(descriptor)
        return status(number, 0)
    return status(number, 8, b"unsupported")


def serve(data):
    kind = data[0]
    if kind == 1:
        offers = HABITS & SYNCHRONIZING
        extensions = string(b"fsync@openssh.com") + string(b"1") if offers else b""
        return packet(2, struct.pack(">I", 2 if "version2" in HABITS else 3) + extensions)
    request = Request(data)
    request.place = 1
    number = request.integer()
    if "stranger" in HABITS:
        return status(number + 1000, 0)
    if "huge" in HABITS:
        return struct.pack(">IB", 1 << 31, 101)
    try:
        return answer(kind, number, request)
    except FileNotFoundError:
        return status(number, 2, b"No such file")
    except OSError:
        return status(number, 4, b"Failure")


def main():
    if "noise" in HABITS:
        os.write(1, b"Welcome to the hospital!\n")
    waiting, held = b"", []
    while True:
        # Held answers go out when the client waits for them.
        if held and not select.select([0], [], [], 0.05)[0]:
            sys.stdout.buffer.write(b"".join(reversed(held)))
            sys.stdout.buffer.flush()
            held = []
        more = os.read(0, 1 << 16)
        if not more:
            return
        waiting += more
        while len(waiting) >= 4 and len(waiting) >= 4 + struct.unpack(">I", waiting[:4])[0]:
            length = struct.unpack(">I", waiting[:4])[0]
            held.append(serve(waiting[4:4 + length]))
            waiting = waiting[4 + length:]
        if "shuffle" not in HABITS:
            for reply in held:
                sys.stdout.buffer.write(reply)
            sys.stdout.buffer.flush()
            held = []


main()
