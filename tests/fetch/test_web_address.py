"""What is an address of the web, and what is wrong with what is none."""

from __future__ import annotations

import pytest

from generator.fetch.web_address import parts_of


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example",
        "http://h.example:8080/a?b#c",
        "https://h.example:/a",
        "https://h.example:65535/",
        "https://a_b.h.example./",
        "https://例え.example/パス",
        "https://नमस्ते.example/",
        "https://xn--r8jz45g.example/",
        "http://192.0.2.1/",
        "http://[2001:db8::1]:80/",
        "https://" + "a" * 63 + ".example/",
    ],
)
def test_an_address_leads_to_the_web(url: str) -> None:
    """Also one of another script, with a port, or by number."""
    assert parts_of(url).hostname


@pytest.mark.parametrize(
    ("url", "words"),
    [
        *((f"https://h.example:{port}/a", "port") for port in ("abc", "-1", "0", "65536", "99999999999", "8²", "8_0x", "+80", "80:80")),
        *(
            (f"https://{host}/a", "host")
            for host in (
                *("a..example", ".example", "*.example", "a<b.example", "a%20b.example", "a,b.example", "[::1", "[::g]", "[v1.x]", "a;b"),
                *("a" * 64 + ".example", "a." * 130 + "example", "a\u200bb.example", "a\u202eb.example", "ä" * 60 + ".example", "!", "a'b"),
            )
        ),
        *(
            (url, "web")
            for url in ("javascript:alert(1)", "data:text/html,x", "ftp://h.example/", "file:///etc/passwd", "//h.example", "http://", "")
        ),
        *((url, "name or password") for url in ("https://u:p@h.example/", "https://u@h.example/", "https://@h.example/")),
        *((f"https://h.example/a{letter}b", "control") for letter in " \n\r\t\0\x1b\x7f"),
    ],
)
def test_what_is_no_address_is_told(url: str, words: str) -> None:
    """By the part that is wrong."""
    with pytest.raises(ValueError, match=words):
        parts_of(url)
