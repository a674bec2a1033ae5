"""Tests in a real browser, of the site as it is built from the real entries."""
