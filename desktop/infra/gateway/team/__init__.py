"""The team's work over HTTP, split by noun; put together in `whole`."""
