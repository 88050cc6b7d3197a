"""The demo without a screen: every step happens, and the figures say so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PATIENCE_SECONDS = 240


def test_the_demo_plays_a_whole_shift(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop.demo", "--headless", "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    told = "".join(log.read_text("utf-8") for log in (tmp_path / "logs").iterdir())
    assert "WARNING" not in told, told
    assert "ERROR" not in told, told
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary.pop("seconds") > 0
    # Ana 4 (with the sticker), Bruno 5 (voice, thanks, two taps, "Cancelar"), Carla 2, Diego 3, Elisa 3; a reaction is
    # no message.
    # Five answers, the question, the receipt, the promotion, a text about a discount, the question that follows
    # "Cancelar", and the confirmation that follows SAIR.
    assert summary == {
        "inbound": 17,
        "answered": 5,
        "delivered": 11,
        "read": 11,
        "refused": {"DENY_NO_CONSENT": 1, "DENY_OPTED_OUT_PURPOSE": 1},
        "opt_outs": 1,
    }
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) == 24
    assert all(picture.stat().st_size > 10_000 for picture in pictures)
