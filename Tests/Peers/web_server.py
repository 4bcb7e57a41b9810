"""A web server with TLS for the tests, on a free port of 127.0.0.1.

    web_server.py DIRECTORY ROOT

DIRECTORY has server.pem and server.key, and gets `requests`, one line a request: its path, its Range,
its Authorization. It prints one line {"port": N} and serves the files of ROOT, with ranges and If-Range,
until its standard input ends. Below these paths it behaves otherwise:

    /to/URL         redirects there
    /round          redirects to itself
    /cut/N/NAME     breaks off after N bytes, once
    /flat/NAME      knows no ranges
    /wrong/NAME     answers a range with another one
    /error/N/NAME   answers with status N
    /page/NAME      a page that asks for a login
    /sign-in/NAME   redirects to such a page
    /other/NAME     bytes of another file, as many
    /long/NAME      the file, and more behind it
"""

import json
import pathlib
import socket
import sys
import threading

import loopback_https


def make_handler(root, log):
    cut = set()
    lock = threading.Lock()

    class Handler(loopback_https.QuietHandler):
        def head(self, status, **headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), str(value))
            self.end_headers()

        def do_GET(self):
            with lock, open(log, "a") as file:
                file.write(json.dumps([self.path, self.headers.get("Range"), self.headers.get("Authorization")]) + "\n")
            words = self.path.strip("/").split("/", 1)
            if words[0] == "to":
                return self.head(302, Location=words[1], Content_Length=0)
            if words[0] == "round":
                return self.head(302, Location="/round", Content_Length=0)
            if words[0] == "error":
                return self.head(int(words[1].split("/")[0]), Content_Length=0)
            if words[0] == "sign-in":
                return self.head(302, Location="/page/in", Content_Length=0)
            if words[0] == "page":
                page = b"\n<!DOCTYPE html><html><form>Password: <input></form></html>"
                self.head(200, Content_Length=len(page), Content_Type="text/html")
                return self.wfile.write(page)
            limit = None
            if words[0] == "cut":
                count, name = words[1].split("/")
                with lock:
                    limit = None if self.path in cut else int(count)
                    cut.add(self.path)
            else:
                name = words[-1]
            path = root / name
            if not path.is_file():
                return self.head(404, Content_Length=0)
            data = path.read_bytes()
            if words[0] == "other":
                data = bytes(byte ^ 1 for byte in data)
            if words[0] == "long":
                data = data * 3
            tag = f'"{path.stat().st_mtime_ns:x}"'
            start = 0
            asked = self.headers.get("Range")
            if asked and words[0] != "flat" and self.headers.get("If-Range", tag) == tag:
                start = int(asked.removeprefix("bytes=").split("-")[0])
                if start >= len(data):
                    return self.head(416, Content_Range=f"bytes */{len(data)}", Content_Length=0)
                if words[0] == "wrong":
                    start += 1
                self.head(206, Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}",
                          Content_Length=len(data) - start, ETag=tag)
            else:
                self.head(200, Content_Length=len(data), ETag=tag)
            try:
                self.wfile.write(data[start:] if limit is None else data[start:start + limit])
                self.wfile.flush()
            except OSError:
                pass
            if limit is not None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

    return Handler


def main():
    directory, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    loopback_https.serve(directory, make_handler(root, directory / "requests"))


main()
