"""Settings, read from the environment (SAFER_…) with safe defaults."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


class Settings(BaseSettings):
    """Every setting, its default and what it does; `safer settings` prints this table."""

    model_config = SettingsConfigDict(env_prefix="SAFER_", extra="ignore", hide_input_in_errors=True)

    database_url: str = Field(
        f"sqlite:///{DATA / 'safer.sqlite'}", description="where the figures are kept: SQLite or PostgreSQL"
    )
    host: str = Field("127.0.0.1", description="the address the web app listens on")
    port: int = Field(8050, ge=1, le=65535, description="the port the web app listens on")
    secret_key: str = Field("", description="signs what the server hands out; set it in production")
    strategy: str = Field("current", description="the strategy that opens first")
    area: str = Field("E09000006", description="the area that opens first: an ONS code")
    public_view: bool = Field(True, description="whether pages open without signing in")
    max_upload_mb: int = Field(40, ge=1, le=500, description="the largest file that is taken, in megabytes")


@cache
def areas_file() -> Path:
    return DATA / "areas.csv"
