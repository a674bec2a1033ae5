"""Tests of the files for programs."""
