"""The gateway's administration over HTTP, split by noun; put together in `whole`."""
