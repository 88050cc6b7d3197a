"""A scripted day of a call centre: who works when, who writes when, played through the stand-in, and checked."""
