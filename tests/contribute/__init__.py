"""Tests of generator/contribute/."""
