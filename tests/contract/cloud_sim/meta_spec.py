"""Meta's own OpenAPI file, where it lies beside the project, as JSON schemas.

Two peculiarities of the file are undone: schemas that add properties by `allOf` also forbid all others, which no
body can satisfy, and the inbound kinds are named in the mapping like the outbound ones they clash with.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SPEC = Path(__file__).parents[3].parent / "shared" / "reference" / "meta-business-messaging-api-v23.0.yaml"
_ROOT = "urn:meta"
INBOUND = {
    "text": "TextMessage_2",
    "reaction": "ReactionMessage_1",
    "audio": "AudioMessage_1",
    "document": "DocumentMessage_1",
    "image": "ImageMessage_1",
    "sticker": "StickerMessage_1",
    "video": "VideoMessage_1",
    "location": "LocationMessage_1",
    "contacts": "ContactSharingMessage",
    "unsupported": "UnsupportedMessage",
    "button": "ButtonMessage",
    "interactive": "InteractiveMessageReply",
    "order": "OrderMessage",
    "system": "SystemMessage",
}


def present() -> bool:
    """Whether the file is there."""
    return SPEC.is_file()


@cache
def document() -> dict[str, Any]:
    """The whole file, made usable."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    spec = json.loads(json.dumps(yaml.load(SPEC.read_text(encoding="utf-8"), Loader=loader), default=str))
    schemas = spec["components"]["schemas"]
    for name in INBOUND.values():
        if "allOf" in schemas[name]:
            schemas[name]["allOf"][0] = {"$ref": "#/components/schemas/BaseMessageProperties_1"}
    schemas["WhatsAppPhoneNumberStatus"]["enum"].append("CONNECTED")  # what the live platform says instead of LINKED
    unsupported = schemas["UnsupportedMessage"]["allOf"][1]["properties"]
    unsupported["errors"]["items"] = {"$ref": "#/components/schemas/ErrorObject_2"}
    schemas["IncomingMessage"] = {"type": "object", "required": ["type"]}  # its parts are checked by `check_inbound`
    _loosen(spec["components"])
    found: dict[str, Any] = spec
    return found


def _loosen(node: Any, *, part: bool = False) -> None:
    if isinstance(node, dict):
        if part:
            node.pop("additionalProperties", None)
        for name, child in node.items():
            _loosen(child, part=part or name == "allOf")
    elif isinstance(node, list):
        for child in node:
            _loosen(child, part=part)


@cache
def validator(pointer: str) -> Draft202012Validator:
    """A validator for the schema at `pointer` (`#/components/schemas/…`) of the file."""
    resource = Resource.from_contents(document(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_ROOT, resource)
    return Draft202012Validator({"$ref": f"{_ROOT}{pointer}"}, registry=registry)


def check(name: str, value: Any) -> None:
    """Fail unless `value` fits the named schema."""
    validator(f"#/components/schemas/{name}").validate(value)


def check_inbound(message: dict[str, Any]) -> None:
    """Fail unless an inbound message fits the schema of its type."""
    check(INBOUND[message["type"]], message)


def send_examples() -> dict[str, dict[str, Any]]:
    """Meta's example bodies of `POST /{PNID}/messages`, by title."""
    operation = document()["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"]
    examples = operation["requestBody"]["content"]["application/json"]["examples"]
    return {title: example["value"] for title, example in examples.items()}
