"""A fake of the part of Twilio's API that sends text messages, as a real HTTPS server on a free
port of 127.0.0.1. No public server of that kind works without a network.

    sms_service.py DIRECTORY [--account ID] [--token TOKEN]

It makes a certificate authority and a certificate for the address 127.0.0.1 alone, listens,
prints one line {"port": N} and serves until its standard input ends. In DIRECTORY it leaves

    ca.pem              the authority to trust
    requests.ndjson     one line a request that was understood: {"to", "from", "body", "status"}
    logins              one line a login: taken or refused

It answers POST /2010-04-01/Accounts/ID/Messages.json. The last digits of `To` choose how: 211 is
no number (400, code 21211), 429 and 500 are those answers, 302 a redirect to another host, 666 no
JSON, 777 an answer without an end, 000 no answer at all; every other number is taken (201).
"""

import argparse
import base64
import json
import pathlib
import subprocess
import threading
import urllib.parse

import loopback_https


def make_certificate(directory):
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=directory, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=Test authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=sms peer")
    (directory / "server.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "1",
            "-days", "2", "-extfile", "server.ext", "-out", "server.pem")


def make_handler(options, directory):
    login = "Basic " + base64.b64encode(f"{options.account}:{options.token}".encode()).decode()
    lock = threading.Lock()
    count = 0

    class Handler(loopback_https.QuietHandler):
        def answer(self, status, value, **headers):
            body = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, text in headers.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            self.answer(405, {"code": 20004, "message": "Method not allowed", "status": 405})

        def do_POST(self):
            nonlocal count
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            good = self.headers.get("Authorization") == login
            with lock, open(directory / "logins", "a") as log:
                log.write("taken\n" if good else "refused\n")
            if not good:
                return self.answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
            if self.path != f"/2010-04-01/Accounts/{options.account}/Messages.json":
                return self.answer(404, {"code": 20404, "message": f"{self.path} was not found", "status": 404})
            form = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
            to = form["To"]
            status = {"211": 400, "429": 429, "500": 500, "302": 302}.get(to[-3:], 201)
            with lock:
                count += 1
                number = count
                with open(directory / "requests.ndjson", "a") as log:
                    line = {"to": to, "from": form.get("From") or form["MessagingServiceSid"],
                            "body": form["Body"], "status": status}
                    log.write(json.dumps(line, ensure_ascii=False) + "\n")
            if to.endswith("000"):
                threading.Event().wait()
            elif to.endswith("777"):
                self.answer(201, b"[" + b" " * 1_000_000)
            elif to.endswith("666"):
                self.answer(201, b"<html>It works!</html>")
            elif status == 302:
                self.answer(302, b"", Location=f"https://localhost:{self.server.server_port}{self.path}")
            elif status == 400:
                # Services name the number in their answers; ours must then keep the answer secret.
                self.answer(400, {"code": 21211, "message": f"The 'To' number {to} is not valid",
                                  "more_info": "https://www.twilio.com/docs/errors/21211", "status": 400})
            elif status != 201:
                self.answer(status, {"code": 20000 + status, "message": f"no, {to}", "status": status})
            else:
                self.answer(201, {"sid": f"SM{number:032x}", "status": "queued", "error_code": None,
                                  "error_message": None, "to": to, "num_segments": "1", "price": None})

    return Handler


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--account", default="AC00000000000000000000000000000001")
    parser.add_argument("--token", default="secret")
    options = parser.parse_args()
    directory = pathlib.Path(options.directory)
    make_certificate(directory)
    loopback_https.serve(directory, make_handler(options, directory))


main()
