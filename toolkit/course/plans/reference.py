"""A plan as one line of text, by which a session, an address or a form names the course that it is a part of."""

from __future__ import annotations

from datetime import date, time
from urllib.parse import parse_qsl, urlencode

from toolkit.course.plans.plan import Plan, make_plan
from toolkit.course.plans.setting import Setting
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

LONGEST = 600
MOST_EVERY = 366  # days from one session to the next
YEARS = range(2000, 3000)  # in which dates can still be added up and told in any zone
PARTS = (
    "audience",
    "country",
    "start",
    "language",
    "clock",
    "every",
    "hours",
    "region",
    "zone",
    "people",
    "network",
    "online",
)
NO_PLAN = translatable(
    "No plan can be read here: “{part}” is missing or cannot be so. Choose audience, country, day and time anew."
)


def plan_to_text(plan: Plan) -> str:
    """A plan as a line that `plan_from_text` reads: what `make_plan` was told, nothing of who will come.

    >>> from datetime import date
    >>> plan_to_text(make_plan("leaders", country="KE", start=date(2027, 2, 1)))[:46]
    'audience=leaders&country=KE&start=2027-02-01&l'
    """
    days = plan.days
    every = (days[1] - days[0]).days if len(days) > 1 else 7
    told = (
        plan.track.id,
        plan.country,
        days[0].isoformat(),
        plan.language.tag,
        plan.clock.isoformat("minutes"),
        str(every),
        str(plan.length // 60),
        plan.region or "",
        plan.zone.key,
        str(plan.setting.people),
        plan.setting.network,
        "yes" if plan.setting.online else "",
    )
    return urlencode([(name, value) for name, value in zip(PARTS, told, strict=True) if value])


def plan_from_text(text: str) -> Plan:
    """The plan that a line names. What may be left out in `make_plan` may be left out here.

    A day that has passed is a day like any other: the second session of a course is held after the first.

    Raises
    ------
    ToolkitError
        Saying which part cannot be read, or what cannot be planned.

    >>> plan_from_text("audience=leaders&country=KE&start=2027-02-01").zone.key
    'Africa/Nairobi'
    """
    told = _told(text)
    people = _number(told, "people", 30)
    network = told.get("network", "local")
    if network not in ("internet", "local", "none"):
        raise ToolkitError(NO_PLAN, part="network")
    every = _number(told, "every", 7)
    if not 1 <= every <= MOST_EVERY:
        raise ToolkitError(NO_PLAN, part="every")
    try:
        start = date.fromisoformat(told.get("start", ""))
    except ValueError:
        raise ToolkitError(NO_PLAN, part="start") from None
    if start.year not in YEARS:
        raise ToolkitError(NO_PLAN, part="start")
    try:
        clock = time.fromisoformat(told.get("clock", "09:00")).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise ToolkitError(NO_PLAN, part="clock") from None
    return make_plan(
        told.get("audience", ""),
        country=told.get("country", ""),
        start=start,
        language=Language.of(told.get("language", "en")),
        region=told.get("region"),
        zone=told.get("zone"),
        clock=clock,
        every=every,
        hours=_number(told, "hours", 3),
        setting=Setting(people, told.get("online") == "yes", network),  # type: ignore[arg-type]
    )


def _told(text: str) -> dict[str, str]:
    """The parts of a line; a part that is none of a plan's is none of ours to keep."""
    text = text.encode(errors="replace").decode()
    try:
        parts = parse_qsl(text[:LONGEST], max_num_fields=2 * len(PARTS), errors="replace")
    except ValueError:
        parts = []
    if not parts or len(text) > LONGEST:
        raise ToolkitError(NO_PLAN, part=text[:20])
    return {name: value for name, value in parts if name in PARTS}


def _number(told: dict[str, str], name: str, otherwise: int) -> int:
    value = told.get(name, str(otherwise))
    if not (value.isascii() and value.isdecimal() and len(value) <= 4):
        raise ToolkitError(NO_PLAN, part=name)
    return int(value)
