"""Originals come back byte for byte, whichever version kept them."""

import zlib

import pytest

from dashboard.store.packed import pack, unpack


@pytest.mark.parametrize("content", [b"", b"br1:", b"a,b\r\n1,2\r\n" * 5000, bytes(range(256)) * 40], ids=len)
def test_what_is_packed_comes_back(content: bytes) -> None:
    assert unpack(pack(content)) == content
    assert unpack(zlib.compress(content, 6)) == content


def test_tables_become_small() -> None:
    assert len(pack(b"BURGLARY,RESIDENTIAL,Bromley,10,20\r\n" * 5000)) < 2000
