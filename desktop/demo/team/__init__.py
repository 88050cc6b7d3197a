"""A case is handed on between real desktops, each a process of its own, with a picture of every step."""
