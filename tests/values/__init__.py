"""Tests of generator/values/."""
