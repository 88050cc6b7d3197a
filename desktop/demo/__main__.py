"""`balcao-demo`: the whole product on one machine, with customers who are simulated and everything else real."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click


@click.group(invoke_without_command=True)
@click.option("--headless", is_flag=True, help="No screen: the demo plays the agent too, takes pictures and ends.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for pictures and summary.json.")
@click.option("--language", type=click.Choice(["pt_BR", "en"]), default="pt_BR", show_default=True)
@click.pass_context
def main(context: click.Context, *, headless: bool, out: Path | None, language: str) -> None:
    """Start stand-in, gateway and two desktops (an agent's and a lead's), and let customers write.

    Without a display it is headless by itself. Ends 0 only if every step happened.
    """
    if context.invoked_subcommand is not None:
        context.obj = language
        return
    headless = headless or not _has_display()
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or (Path("demo-out") if headless else None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    from desktop.demo.play import play

    sys.exit(_in_a_folder(lambda data: play(data, folder, headless=headless, language=language)))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the pictures.")
@click.option("--part", "parts", multiple=True, help="Only this part: words, files, things, shop or team.")
@click.option("--scheme", "schemes", type=click.Choice(["light", "dark"]), multiple=True, help="Only in this look.")
@click.option("--ratio", type=click.FloatRange(1, 3), default=2, show_default=True, help="Pixels for each logical one.")
@click.pass_obj
def tour(language: str, *, out: Path, parts: tuple[str, ...], schemes: tuple[str, ...], ratio: float) -> None:
    """Send and receive every kind of message, and leave a picture of each: those of docs/tour.md. No screen is needed.

    Takes some minutes. Ends 0 only if every step happened.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(ratio)
    from desktop.demo.tour.tour import PARTS, SCHEMES, go

    if unknown := set(parts) - set(PARTS):
        raise click.BadParameter(", ".join(sorted(unknown)), param_hint="--part")
    out.mkdir(parents=True, exist_ok=True)
    chosen, looks = parts or tuple(PARTS), schemes or SCHEMES
    sys.exit(_in_a_folder(lambda data: go(data, out, parts=chosen, schemes=looks, language=language)))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the pictures.")
@click.option("--step", "steps", multiple=True, help="Only the picture of this step.")
@click.option("--scheme", "schemes", type=click.Choice(["light", "dark"]), multiple=True, help="Only in this look.")
@click.option("--ratio", type=click.FloatRange(1, 3), default=1, show_default=True, help="Pixels for each logical one.")
@click.pass_obj
def together(language: str, *, out: Path, steps: tuple[str, ...], schemes: tuple[str, ...], ratio: float) -> None:
    """Hand a case on between desktops that are processes of their own; leave a picture of each step, and tell what
    happened, as JSON. No screen is needed. Ends 0 only if every step happened.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.demo.team.show import STEPS, show

    if unknown := set(steps) - set(STEPS):
        raise click.BadParameter(", ".join(sorted(unknown)), param_hint="--step")
    out.mkdir(parents=True, exist_ok=True)

    def play(data: Path) -> int:
        looks = schemes or ("light", "dark")
        told = show(data, out, steps=steps or STEPS, schemes=looks, language=language, ratio=ratio)
        click.echo(told)
        return 0

    sys.exit(_in_a_folder(play))


def _in_a_folder(play: Callable[[Path], int]) -> int:
    """The exit code of what was played in a folder that goes afterwards."""
    from desktop.demo.backstage import BackstageError
    from desktop.demo.driver import StoryError

    try:
        with tempfile.TemporaryDirectory(prefix="balcao-demo-", ignore_cleanup_errors=True) as data:
            return play(Path(data))
    except (BackstageError, StoryError) as problem:
        raise click.ClickException(str(problem)) from None


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
