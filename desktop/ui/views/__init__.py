"""Windows and panes: they show what they are given and tell what the person did; they decide nothing."""
