"""Tests of the rooms that know the site engine."""
