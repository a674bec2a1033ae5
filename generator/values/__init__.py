"""values: what the steps hand on to each other, frozen: no file, no clock, no network."""
