"""`balcao-demo`: the whole product on one machine, with customers who are simulated and everything else real."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click


@click.command()
@click.option("--headless", is_flag=True, help="No screen: the demo plays the agent too, takes pictures and ends.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for pictures and summary.json.")
@click.option("--language", type=click.Choice(["pt_BR", "en"]), default="pt_BR", show_default=True)
def main(*, headless: bool, out: Path | None, language: str) -> None:
    """Start stand-in, gateway and two desktops (an agent's and a lead's), and let customers write.

    Without a display it is headless by itself. Ends 0 only if every step happened.
    """
    headless = headless or not _has_display()
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or (Path("demo-out") if headless else None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    from desktop.demo.backstage import BackstageError
    from desktop.demo.driver import StoryError
    from desktop.demo.play import play

    try:
        with tempfile.TemporaryDirectory(prefix="balcao-demo-", ignore_cleanup_errors=True) as data:
            code = play(Path(data), folder, headless=headless, language=language)
    except (BackstageError, StoryError) as problem:
        raise click.ClickException(str(problem)) from None
    sys.exit(code)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
