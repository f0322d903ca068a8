"""``ziping serve``: what is wrong with an order is said in a sentence before anything starts."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ziping
from ziping.cli import serving


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:８000"])
def test_an_address_that_is_none_is_refused(bind: str) -> None:
    ran = ziping("serve", "--bind", bind)
    assert ran.status == 2
    assert "应写成 地址:端口" in ran.err


def test_a_port_that_is_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = ziping("serve", "--bind", address)
    assert ran.status == 2
    assert f"不能监听 {address}" in ran.err


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    ran = ziping("serve")
    assert ran.status == 2
    assert "pip install 'ziping[web]'" in ran.err


def prepared(**environment: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "ziping.web.preparing"]
    path = ":".join(sys.path)
    return subprocess.run(
        asked, env={"PYTHONPATH": path, **environment}, capture_output=True, text=True, check=False
    )


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = prepared(ZIPING_DATA=str(tmp_path / "file" / "data"))
    assert refused.returncode == 1
    assert refused.stderr.startswith("数据文件夹")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://a:b@c/d", "DATABASE_URL 不是 PostgreSQL 地址"),
        ("nonsense", "DATABASE_URL 不是 PostgreSQL 地址"),
        ("postgresql://a@127.0.0.1:1/d", "连不上数据库"),
    ],
)
def test_a_database_that_is_none_or_does_not_answer(tmp_path: Path, address: str, says: str) -> None:
    refused = prepared(ZIPING_DATA=str(tmp_path), DATABASE_URL=address)
    assert refused.returncode == 1
    assert refused.stderr.startswith(says)
    assert "Traceback" not in refused.stderr
