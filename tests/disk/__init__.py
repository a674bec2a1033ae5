"""Tests of generator/disk/."""
