"""Making and rotating the secrets of a deployment."""

import base64
import secrets

from bot.seal import new_private_key
from storage.crypto import Key

_BYTES = 32


def fresh_keys() -> dict[str, dict[str, str]]:
    """Return new secrets, in the sections of the settings."""
    return {
        "keys": {
            "storage": storage_key("k1"),
            "hash": fresh_secret(),
            "codes": fresh_secret(),
            "links": fresh_secret(),
        },
        "signing": {"passphrase": fresh_secret()},
        "backoffice": {"private_key": base64.b64encode(new_private_key()).decode()},
    }


def rotated(storage: str) -> str:
    """Return the ring with a new key before the others: it seals, they still open."""
    names = [part.partition(":")[0].strip() for part in storage.split(",")]
    number = max((int(name[1:]) for name in names if name[1:].isdigit()), default=0) + 1
    return f"{storage_key(f'k{number}')},{storage}"


def storage_key(name: str) -> str:
    """Return a new key as the settings have it."""
    return f"{name}:{base64.b64encode(Key.generate(name).secret).decode()}"


def fresh_secret() -> str:
    """Return 256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def as_toml(sections: dict[str, dict[str, str]]) -> str:
    """Return the sections as TOML; base64 and names need no escaping."""
    return "\n".join(
        "\n".join([f"[{name}]", *(f'{key} = "{value}"' for key, value in values.items()), ""])
        for name, values in sections.items()
    )
