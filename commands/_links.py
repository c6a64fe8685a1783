"""One-time links as they are printed: the address of the web app with the secret at its end."""

from dashboard.settings import Settings
from dashboard.store.links import FIRST
from dashboard.store.store import Store


def told(secret: str, address: str = "") -> str:
    """The whole address of a link; `address` is where the app is served, as the settings have it if not given."""
    settings = Settings()
    hosts = [host.strip() for host in settings.allowed_hosts.split(",") if host.strip()]
    here = f"https://{hosts[0]}" if hosts else f"http://{settings.host}:{settings.port}"
    return f"{address or here}/welcome/{secret}"


def for_the_first(store: Store, address: str = "") -> str | None:
    """The link that makes the first administrator; None while there is one."""
    return None if store.people.led() else told(store.links.issue(FIRST), address)
