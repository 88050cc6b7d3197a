"""Settings: where they come from, what is refused, and that secrets never come from where they would be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from server_stub.cli_texts import known_codes, sentence
from server_stub.config import Config, ConfigProblem, Secrets, load_config, load_secrets
from server_stub.services.accounts import AccountProblem
from server_stub.storage.keys import KeyProblem

KEY = "ab" * 32
META = {"BALCAO_APP_SECRET": "s1", "BALCAO_VERIFY_TOKEN": "s2", "BALCAO_ACCESS_TOKEN": "s3"}


def test_options_win_over_environment_and_environment_over_file(tmp_path: Path) -> None:
    (tmp_path / "gateway.toml").write_text('brand = "Loja"\nport = 1\nhost = "::1"\n', "utf-8")
    environment = {"BALCAO_PORT": "2", "BALCAO_HOST": "0.0.0.0"}
    config = load_config(environment, {"data_dir": str(tmp_path), "port": 3, "host": None})
    assert (config.brand, config.host, config.port) == ("Loja", "0.0.0.0", 3)
    assert config.data_path == tmp_path


@pytest.mark.parametrize(
    ("environment", "file", "code"),
    [
        ({"BALCAO_PORT": "80a"}, "", "value_invalid"),
        ({"BALCAO_PORT": "65536"}, "", "value_invalid"),
        ({"BALCAO_LOG_LEVEL": "loud"}, "", "value_invalid"),
        ({"BALCAO_GRAPH_URL": "ftp://x"}, "", "value_invalid"),
        ({"BALCAO_UNIT": "1"}, "", "value_invalid"),
        ({}, "prot = 1", "value_invalid"),
        ({}, "port = ", "file_not_toml"),
        ({}, 'access_token = "EAAG"', "secret_in_file"),
        ({}, 'master_key = "00"', "secret_in_file"),
        ({"BALCAO_CONFIG": "/nowhere.toml"}, "", "file_missing"),
    ],
)
def test_every_wrong_value_is_said_in_a_sentence(
    tmp_path: Path, environment: dict[str, str], file: str, code: str
) -> None:
    (tmp_path / "gateway.toml").write_text(file, "utf-8")
    with pytest.raises(ConfigProblem) as caught:
        load_config(environment, {"data_dir": str(tmp_path)})
    assert caught.value.code == code
    assert "EAAG" not in sentence(caught.value)


def test_secrets_come_from_the_environment_or_private_files(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("s3\n", "utf-8")
    file.chmod(0o600)
    environment = {**META, "BALCAO_MASTER_KEY": KEY, "BALCAO_ACCESS_TOKEN": "", "BALCAO_ACCESS_TOKEN_FILE": str(file)}
    secrets = load_secrets(Config(data_dir=str(tmp_path)), environment)
    assert secrets == Secrets(bytes.fromhex(KEY), "s1", "s2", "s3")
    assert repr(secrets) == "Secrets()"


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("s3\n", "utf-8")
    file.chmod(0o644)
    environment = {**META, "BALCAO_MASTER_KEY": KEY, "BALCAO_APP_SECRET": "", "BALCAO_APP_SECRET_FILE": str(file)}
    with pytest.raises(ConfigProblem, match="secret_file_not_private"):
        load_secrets(Config(data_dir=str(tmp_path)), environment)


@pytest.mark.parametrize("missing", sorted(META))
def test_what_serving_needs_is_named(tmp_path: Path, missing: str) -> None:
    environment = {**META, "BALCAO_MASTER_KEY": KEY, missing: ""}
    with pytest.raises(ConfigProblem) as caught:
        load_secrets(Config(data_dir=str(tmp_path)), environment)
    assert (caught.value.code, caught.value.params["variable"]) == ("secret_missing", missing)


def test_every_code_has_a_sentence() -> None:
    """The codes are those that the documentation of the exceptions lists."""
    documents = [kind.__doc__ or "" for kind in (KeyProblem, AccountProblem)]
    listed = " ".join(document.split("odes:")[-1].split("`code`:")[-1] for document in documents)
    codes = set(listed.replace(".", "").replace(",", " ").split())
    assert {"master_key_wrong", "last_admin"} < codes
    assert codes <= known_codes()
