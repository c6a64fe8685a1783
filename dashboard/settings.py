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
    public_view: bool | None = Field(
        None, description="whether pages open without signing in; on this machine only where it is not set"
    )
    allowed_hosts: str = Field(
        "", description="the names the web app answers to, with commas; this machine's own where none is set"
    )
    proxies: int = Field(0, ge=0, le=5, description="how many proxies of your own stand before the web app")
    session_idle_minutes: int = Field(30, ge=1, le=1440, description="after how many idle minutes a session ends")
    session_hours: int = Field(8, ge=1, le=24, description="after how many hours a session ends in any case")
    smtp_url: str = Field(
        "", description="the server that sends e-mail: smtp://host:25, smtp+starttls://name:password@host, smtps://…"
    )
    mail_from: str = Field("", description="the address e-mail comes from; nothing is sent without it")
    address: str = Field("http://127.0.0.1:8050", description="the address of these pages, for links in e-mail")
    template_pptx: str = Field(
        "", description="a presentation of your own, on whose layouts every pack's slides are made"
    )
    template_docx: str = Field("", description="a Word document of your own, whose styles every committee paper takes")
    oidc_issuer: str = Field("", description="the address of the council's identity provider; empty: passwords only")
    oidc_client_id: str = Field("", description="what the identity provider knows the dashboard as")
    oidc_client_secret: str = Field("", description="the dashboard's secret at the identity provider")
    oidc_name_claim: str = Field("name", description="which claim holds a person's title, such as jobTitle")
    oidc_groups_claim: str = Field("groups", description="which claim holds a person's groups")
    oidc_roles: str = Field(
        "", description="roles by group: analysts=analyst; youth-leads=lead:youth,2025/violence; others may not come in"
    )
    max_upload_mb: int = Field(40, ge=1, le=500, description="the largest file that is taken, in megabytes")
    max_expanded_mb: int = Field(200, ge=1, le=4_000, description="the most a workbook may unpack to, in megabytes")
    max_ratio: int = Field(100, ge=10, description="how many times smaller than unpacked a part of a workbook may be")
    max_members: int = Field(1_000, ge=10, description="the most parts a workbook's file may have")
    max_sheets: int = Field(200, ge=1, description="the most sheets a workbook may have")
    max_rows: int = Field(500_000, ge=100, le=1_048_576, description="the most rows a sheet or csv may have")
    max_columns: int = Field(2_000, ge=10, le=16_384, description="the most columns a sheet or csv may have")
    max_cells: int = Field(5_000_000, ge=1_000, description="the most cells a file may have, empty ones too")
    max_text: int = Field(32_767, ge=100, description="the longest text a cell may hold, in characters")
    max_series: int = Field(2_000, ge=100, description="the most different measures a file may bring figures of")
    read_seconds: int = Field(60, ge=1, le=900, description="how long opening a file may take, in seconds")
    read_memory_mb: int = Field(512, ge=64, description="how much memory opening a file may take, in megabytes")


@cache
def areas_file() -> Path:
    return DATA / "areas.csv"
