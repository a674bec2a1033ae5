"""Measurements, never assertions: `make bench` prints them."""
