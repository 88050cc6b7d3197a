"""Channel settings that do not fit together are told at the start, not at the first message."""

from __future__ import annotations

from typing import Any

import pytest

from server_stub.areas.outside_channels import build_mailer, build_sms
from server_stub.config import Config, ConfigProblem, Secrets

SECRETS = Secrets(b"k" * 32, "a", "b", "c", "mail-password", "sms-token")
MAIL: dict[str, Any] = {"smtp_host": "mail.example", "mail_from": "Loja <permissao@loja.example>"}
SMS: dict[str, Any] = {"sms_provider": "twilio", "sms_account": "AC1", "sms_from": "+5511300000000"}


@pytest.mark.parametrize(
    "values",
    [
        {"mail_from": ""},
        {"mail_from": "Loja"},
        {"mail_from": "Loja <a@b.example>\r\nBcc: x@y.example"},
        {"smtp_security": "none"},
        {"smtp_ca_file": "/nowhere/authority.pem"},
    ],
)
def test_mail_that_cannot_work_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ConfigProblem) as told:
        build_mailer(Config(data_dir="x", **{**MAIL, **values}), SECRETS)
    assert told.value.code == "value_invalid"
    assert "mail-password" not in str(told.value.params)


@pytest.mark.parametrize(
    "values",
    [
        {"sms_account": ""},
        {"sms_from": ""},
        {"sms_url": "http://sms.example"},
        {"sms_provider": "kannel", "sms_url": ""},
    ],
)
def test_sms_that_cannot_work_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ConfigProblem) as told:
        build_sms(Config(data_dir="x", **{**SMS, **values}), SECRETS)
    assert told.value.code == "value_invalid"
    assert "sms-token" not in str(told.value.params)


def test_nothing_set_is_nothing_built() -> None:
    config = Config(data_dir="x")
    assert build_mailer(config, SECRETS) is None
    assert build_sms(config, SECRETS) is None
