"""What an administrator sets: a TOML file, the environment and options, the later overriding the earlier; secrets."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

import keyring
import keyring.errors
import msgspec
import platformdirs

from server_stub.storage import keys

FILE_NAME: Final = "gateway.toml"
PREFIX: Final = "BALCAO_"
KEYRING_SERVICE: Final = "balcao-gateway"
SECRETS: Final = ("app_secret", "verify_token", "access_token")
"""Meta's app secret (signs webhooks), the handshake's verify token, and the access token for sending."""
CHANNEL_SECRETS: Final = ("smtp_password", "sms_token")
"""Of the mail server and of the SMS provider; needed only where one is set up."""

_Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
_Days = Annotated[int, msgspec.Meta(ge=1, le=3650)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
_Level = Annotated[str, msgspec.Meta(pattern="^(debug|info|warning|error)$")]
_Address = Annotated[str, msgspec.Meta(pattern="^https?://[^/]+.*[^/]$")]
_Unit = Annotated[str, msgspec.Meta(pattern="^[0-9]{3}$")]
_HostPort = Annotated[str, msgspec.Meta(pattern=r"^$|^[^\s/]+:[0-9]{1,5}$")]
_Public = Annotated[str, msgspec.Meta(pattern="^(https?://[^/]+.*[^/])?$")]
_Security = Annotated[str, msgspec.Meta(pattern="^(starttls|tls|none)$")]
_Provider = Annotated[str, msgspec.Meta(pattern="^(|twilio|kannel)$")]
_Version = Annotated[str, msgspec.Meta(pattern=r"^v[0-9]+\.[0-9]+$")]


class ConfigProblem(Exception):
    """Something that the administrator has to mend. `code` and `params`; the sentence is made by the command line."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything but secrets. Port 0 means any free one. The file uses these names, the environment BALCAO_<NAME>."""

    data_dir: str
    host: _Name = "127.0.0.1"
    port: _Port = 8780
    brand: _Name = "Balcão"
    unit: _Unit = "001"
    """Part of every protocol number: which unit of the company this gateway serves."""
    session_days: _Days = 30
    events_kept_days: _Days = 30
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of reverse proxies whose X-Forwarded-For is believed."""
    log_level: _Level = "info"
    graph_url: _Address = "https://graph.facebook.com"
    graph_version: _Version = "v26.0"
    master_key_file: str = ""
    clamd_address: _HostPort = ""
    """Of a virus scanner (ClamAV's clamd) that looks at what customers send and agents upload, as
    "127.0.0.1:3310"; "" for none.
    """
    public_url: _Public = ""
    """Where people reach the pages of this gateway, as "https://permissao.example.com"; "" for the address it listens
    on, which is good for trying only."""
    smtp_host: str = ""
    smtp_port: _Port = 587
    smtp_security: _Security = "starttls"
    """`none` is taken for this machine only."""
    smtp_user: str = ""
    smtp_ca_file: str = ""
    """Certificates (PEM) that the mail server's is checked with; "" for those that this machine trusts."""
    mail_from: str = ""
    """Sender of e-mails, as "Loja Exemplo <permissao@example.com>"."""
    sms_provider: _Provider = ""
    sms_url: str = ""
    """Base address of the provider's API, or of Kannel's sendsms; "" for the provider's usual one."""
    sms_account: str = ""
    """Account of the provider (Twilio: account SID; Kannel: user name)."""
    sms_from: str = ""

    @property
    def data_path(self) -> Path:
        return Path(self.data_dir)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Never shown, never logged."""

    master_key: bytes = field(repr=False)
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    access_token: str = field(repr=False)
    smtp_password: str = field(default="", repr=False)
    sms_token: str = field(default="", repr=False)


def default_data_dir() -> Path:
    return platformdirs.user_data_path("balcao-gateway", appauthor=False)


def default_key_file() -> Path:
    """Beside the data, not in it: a copy of the data directory alone must not open itself."""
    return platformdirs.user_config_path("balcao-gateway", appauthor=False) / "master.key"


def load_config(
    environment: Mapping[str, str], options: Mapping[str, Any] | None = None, file: Path | None = None
) -> Config:
    """Raises ConfigProblem. `file` must exist when named; without it <data_dir>/gateway.toml is read if it exists."""
    given = {name: value for name, value in (options or {}).items() if value is not None}
    from_environment = _from_environment(environment)
    data_dir = str(given.get("data_dir") or from_environment.get("data_dir") or default_data_dir())
    path = file or (Path(environment[PREFIX + "CONFIG"]) if environment.get(PREFIX + "CONFIG") else None)
    from_file = _from_file(path or Path(data_dir) / FILE_NAME, required=path is not None)
    merged = {"data_dir": data_dir, "master_key_file": str(default_key_file())} | from_file | from_environment | given
    try:
        return msgspec.convert(merged, Config, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigProblem("value_invalid", detail=str(error)) from None


def load_master_key(config: Config, environment: Mapping[str, str]) -> bytes:
    """From the environment, the configured file where it exists, or the keyring. Raises keys.KeyProblem."""
    named = environment.get(keys.KEY_VARIABLE) or environment.get(keys.FILE_VARIABLE)
    if not named and config.master_key_file and Path(config.master_key_file).exists():
        return keys.read_key_file(Path(config.master_key_file))
    return keys.load_master_key(environment)


def load_secrets(config: Config, environment: Mapping[str, str]) -> Secrets:
    """Each from BALCAO_<NAME>, a file named by BALCAO_<NAME>_FILE, or the keyring entry of that name.

    Raises ConfigProblem for the first of Meta's secrets that is not set, keys.KeyProblem for the master key.
    """
    needed = {name: _secret(name, environment) for name in SECRETS}
    used = {"smtp_password": bool(config.smtp_user), "sms_token": bool(config.sms_provider)}
    needed |= {name: _secret(name, environment) for name in CHANNEL_SECRETS if used[name]}
    return Secrets(load_master_key(config, environment), **needed)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in Config.__struct_fields__:
        text = environment.get(PREFIX + name.upper())
        if text:
            found[name] = [part.strip() for part in text.split(",")] if name == "trusted_proxies" else text
    return found


def _from_file(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if required:
            raise ConfigProblem("file_missing", path=str(path)) from None
        return {}
    except OSError as error:
        raise ConfigProblem("file_unreadable", path=str(path), detail=type(error).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigProblem("file_not_toml", path=str(path), detail=str(error)) from None
    for name in (*SECRETS, *CHANNEL_SECRETS, "master_key"):
        if name in found:
            raise ConfigProblem("secret_in_file", path=str(path), name=name, variable=PREFIX + name.upper())
    return found


def _secret(name: str, environment: Mapping[str, str]) -> str:
    variable = PREFIX + name.upper()
    if environment.get(variable):
        return environment[variable]
    if environment.get(variable + "_FILE"):
        return _private_file(Path(environment[variable + "_FILE"]), variable + "_FILE")
    try:
        kept = keyring.get_password(KEYRING_SERVICE, name.replace("_", "-"))
    except keyring.errors.KeyringError:
        kept = None
    if not kept:
        raise ConfigProblem("secret_missing", variable=variable, entry=name.replace("_", "-"))
    return kept


def _private_file(path: Path, variable: str) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise ConfigProblem("secret_file_not_private", path=str(path), variable=variable)
            return file.read(4096).strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigProblem("secret_file_unreadable", path=str(path), variable=variable) from None
