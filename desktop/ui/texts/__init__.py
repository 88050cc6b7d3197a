"""Every sentence that people read is made here or in a view; below the interface there are only codes."""
