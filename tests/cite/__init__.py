"""Tests of generator/cite/."""
