"""The four roles, each of which may do what those before it may."""

VIEWER, LEAD, ANALYST, ADMINISTRATOR = "viewer", "lead", "analyst", "administrator"
ROLES = (VIEWER, LEAD, ANALYST, ADMINISTRATOR)
# as a sentence says it: Sign in as an analyst
NAMED = {VIEWER: "a viewer", LEAD: "a lead", ANALYST: "an analyst", ADMINISTRATOR: "an administrator"}


def reaches(role: str, needed: str) -> bool:
    """Whether somebody of a role may do what needs another one; an unknown role may do nothing."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(needed)
