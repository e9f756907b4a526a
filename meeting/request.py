"""What is asked for, and what the manager says to it."""

from enum import StrEnum

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.people import Adult, Child, Person


class Category(StrEnum):
    PHYSICAL = "physical abuse"
    SEXUAL = "sexual abuse"
    EMOTIONAL = "emotional abuse"
    NEGLECT = "neglect"


class Format(StrEnum):
    TEAMS = "Microsoft Teams"
    IN_PERSON = "in person"
    PHONE = "telephone"


class Request(Frozen):
    """What the social worker asks for."""

    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    concern: str = ""
    occasion: str = ""
    """After what it is asked for, by the protocol's list."""
    harms: frozenset[str] = frozenset()
    """Further kinds of harm, by the protocol's list."""
    ground: str = ""
    """How the threshold is met, in the requester's words, where the route asks for it."""
    category: Category | None = None
    band: str = ""
    band_reason: str = ""
    """Why this band, where the protocol asks for a reason."""
    features: frozenset[str] = frozenset()
    """What marks the concern, by the protocol's list; the earliest band of any of them holds."""
    identified_at: AwareDatetime | None = None
    """When the concern was identified."""
    referred_at: AwareDatetime | None = None
    """When it was referred; the clock of the band starts at the earlier of the two."""
    route: str = ""
    """By which of the protocol's routes it comes; empty: the first."""
    type: str = ""
    """Meeting or discussion, where the protocol tells them apart; empty: the first."""
    referrer: str = ""
    """The agency that referred; empty when social care raised it itself."""
    agencies: tuple[str, ...] = ()
    """Agencies already known to be involved."""
    facts: frozenset[str] = frozenset()
    """Case facts that bring further invitees, such as "sexual_abuse"."""
    meet_at: AwareDatetime | None = None
    late_reason: str = ""
    """Why the time asked for is past the deadline, where it is."""
    format: Format = Format.TEAMS
    format_reason: str = ""
    """Why not as the protocol prefers, where it asks."""
    join_link: str = ""


class Outcome(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned with questions"
    DECLINED = "declined"


class Authorisation(Frozen):
    outcome: Outcome
    by: Person
    at: AwareDatetime
    words: str = ""
    threshold: str = ""
    """Whether the criteria are met, by the route's list, where it asks for that apart."""
    confirmed: str = ""
    """What was confirmed before the request's band could be used, in the protocol's words."""
