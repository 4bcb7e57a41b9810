"""What the HTTPS peers of the tests have in common."""

import http.server
import json
import os
import ssl
import sys
import threading


class QuietHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass


def serve(directory, handler):
    """Serves `handler` with server.pem and server.key of `directory` on a free port of 127.0.0.1, prints
    one line {"port": N}, and ends with its standard input: whoever started the server holds the other end,
    so that when that process is gone, however it went, the server is too."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem", directory / "server.key")

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def finish_request(self, request, address):
            # In the thread of the connection, so that a client who says nothing holds up no other.
            secure = context.wrap_socket(request, server_side=True)
            super().finish_request(secure, address)
            secure.close()

        def handle_error(self, request, address):
            pass

    server = Server(("127.0.0.1", 0), handler)
    print(json.dumps({"port": server.server_port}), flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.buffer.read()
    # Without waiting for answers that have no end.
    os._exit(0)
