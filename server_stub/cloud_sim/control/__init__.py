"""The control interface below `/sim/`."""
