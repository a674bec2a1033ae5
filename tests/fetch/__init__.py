"""Tests of the fetchers, against recorded answers and a faulty server on loopback."""
