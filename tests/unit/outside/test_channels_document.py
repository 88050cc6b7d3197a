"""docs/channels.md says what is so: settings exist, examples load, every setting of the channels is explained."""

from __future__ import annotations

import re
import tomllib

import msgspec

from server_stub.areas.outside_channels import build_mailer, build_sms
from server_stub.config import CHANNEL_SECRETS, Config, Secrets
from tests.helpers.source_tree import ROOT

TEXT = (ROOT / "docs" / "channels.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_every_setting_in_the_tables_exists_and_none_is_left_out() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    ours = {name for name in Config.__struct_fields__ if name.startswith(("smtp_", "sms_", "mail_"))}
    assert named == ours | set(CHANNEL_SECRETS)


def test_the_examples_make_channels() -> None:
    assert len(EXAMPLES) == 3
    secrets = Secrets(b"k" * 32, "a", "b", "c", "d", "e")
    built = []
    for example in EXAMPLES:
        config = msgspec.convert({"data_dir": "x", **tomllib.loads(example)}, Config)
        built.append([build_mailer(config, secrets) is not None, build_sms(config, secrets) is not None])
    assert built == [[True, False], [False, True], [False, True]]


def test_named_paths_are_served() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "server_stub" / "http").rglob("*.py"))
    for path in set(re.findall(r"(/m/sms/inbound|/v1/outside-messages)", TEXT)):
        assert f'"{path}"' in sources
