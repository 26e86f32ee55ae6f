"""Serving on this machine alone."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import QueryError, RecordFileError
from onrecord.web import create_app, serve
from onrecord.web._serving import bind

SERVE = """
import sys
from onrecord.web import serve
serve(sys.argv[1], open_browser=False, announce=lambda words: print(words, flush=True))
"""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "evil.example", ""])
def test_the_page_is_bound_to_this_machine_alone(small_record_path: Path, host: str) -> None:
    with pytest.raises(QueryError, match="this machine alone"):
        serve(small_record_path, host=host, open_browser=False)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(small_record_path: Path, port: int) -> None:
    with pytest.raises(QueryError, match="is not a port"):
        serve(small_record_path, port=port, open_browser=False)


def test_a_port_in_use_is_named_with_advice() -> None:
    with bind("127.0.0.1", 0) as taken, pytest.raises(QueryError, match="cannot be used") as refused:
        bind("127.0.0.1", taken.getsockname()[1])
    assert "any that is free" in refused.value.advice


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.onrecord").write_text("no record")

    with pytest.raises(RecordFileError):
        create_app(tmp_path / "a.onrecord")
    with pytest.raises(RecordFileError):
        serve(tmp_path / "absent.onrecord", open_browser=False)


def test_a_real_server_announces_its_address_answers_there_and_stops_when_asked(small_record_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(small_record_path)], stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        try:
            assert server.stdout
            announced = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", announced)
            assert found, announced
            port = int(found[1])

            def ask(host: str, path: str = "/help") -> tuple[int, str]:
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as asking:
                    asking.request("GET", path, headers={"Host": host})
                    answer = asking.getresponse()
                    return answer.status, answer.read().decode()

            assert ask(f"127.0.0.1:{port}")[0] == 200
            assert ask(f"localhost:{port}", "/")[0] == 200
            # DNS rebinding: a name of somebody else that leads here.
            status, page = ask(f"rebound.evil.example:{port}", "/statements.json")
            assert status == 403
            assert "Marlow" not in page
            with socket.socket() as other:
                assert other.connect_ex(("127.0.0.2", port)) != 0
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
