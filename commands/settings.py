"""safer settings: every setting, its value and what it does."""

from commands._common import AsJson, out, print_json
from dashboard.settings import Settings

_SECRET = ("secret_key", "oidc_client_secret")


def settings_(as_json: AsJson = False) -> None:
    """Every setting, its value and what it does."""
    current = Settings()
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(current, name)
        shown = "(set)" if name in _SECRET and value else value
        rows.append({"name": f"SAFER_{name.upper()}", "value": shown, "description": field.description})
    if as_json:
        print_json({"settings": rows})
        return
    for row in rows:
        out(f"{row['name']:<22} {row['value']!s:<45} {row['description']}")


COMMANDS = {"settings": settings_}
