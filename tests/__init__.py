"""The tests mirror the rooms of generator/ by name."""
