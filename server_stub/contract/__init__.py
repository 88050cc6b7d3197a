"""What gateway and desktop say to each other: wire types, event kinds, error codes, version.

Plain values only (msgspec Structs and enums). It is the one part of the gateway that the desktop may import.
All times are integers: milliseconds since 1970-01-01 UTC. All ids are opaque strings.
"""

API_VERSION = 1
"""Raised when an old desktop could misread what a new gateway sends."""
