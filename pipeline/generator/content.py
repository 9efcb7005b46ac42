"""The content of one case: who asks whom about what, what is recommended and what is replied."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pipeline.generator.wording import Wording, capitalise, load_grammar

DOUBLED = ("set", "map", "trial")
"""Verbs that double their last letter before "ing"."""
CATEGORIES = ("overarching", "hosc", "icb")


@dataclass(slots=True)
class Demand:
    """One recommendation's content. `slots` holds the words its replies turn on."""

    text: str
    mood: str
    slots: dict[str, str]
    addressee: str
    title: str
    category: str = ""
    subpoints: list[str] = field(default_factory=list)

    @property
    def full_text(self) -> str:
        """Return the wording with its sub-points."""
        return " ".join([self.text, *self.subpoints])


@dataclass(frozen=True, slots=True)
class When:
    """A time scale as printed, and the days it means (ISO, empty if open)."""

    text: str
    start: str = ""
    end: str = ""


@dataclass(slots=True)
class Reply:
    """The content of a reply: explicit status words, action, time, owner; `prose` says all in sentences."""

    status: str
    status_text: str
    action: str
    when: When
    owner: str
    prose: str


class Content:
    """Draws everything one case says."""

    def __init__(self, rng: Random, test: bool, health: bool) -> None:
        self.rng = rng
        self.words = Wording(rng, test)
        self.health = health
        self.day = date(rng.randrange(2014, 2026), rng.randrange(1, 13), rng.randrange(1, 28))
        while self.day.weekday() > 4:
            self.day += timedelta(days=1)
        self.reply_day = self.day + timedelta(days=rng.randrange(30, 110))
        for name in ("bodies", "demands", "narrative", "findings"):
            self.words.add_lists(load_grammar(name))
        self._choose_topic()
        self._choose_bodies()

    def _choose_topic(self) -> None:
        topics = [t for t in load_grammar("topics")["topic"] if t["health"] == self.health]
        topic = self.rng.choice(topics)
        lists = {
            "users": topic["users"],
            "matter": topic["matters"],
            "matter2": topic["matters"],
            "count": topic["counts"],
        }
        self.words.add_lists(lists)
        self.matters: list[str] = topic["matters"]
        self.counts: list[str] = topic["counts"]
        self.words.slots |= {"topic": topic["topic"], "topic_short": topic["short"]}

    def _choose_bodies(self) -> None:
        words, rng = self.words, self.rng
        bodies = load_grammar("bodies")
        place, other = (rng.choice(bodies["place_start"]) + rng.choice(bodies["place_end"]) for _ in range(2))
        years = [str(self.day.year - n) for n in (1, 2, 3)]
        months = list(calendar.month_name)[1:]
        later = [months[(self.day.month + n) % 12] for n in (4, 6, 8)]
        words.add_lists({
            "month": months,
            "past_year": years,
            "deadline_month": [f"{m} {self.day.year + (months.index(m) + 1 <= self.day.month + 3)}" for m in later],
            "area": [f"the {w} of the area" for w in ("north", "south", "east", "west")] + [f"{other} and the villages around it", "the rural parishes"],
        })  # fmt: skip
        words.slots |= {"place": place, "other_place": other, "year": str(self.day.year + 1)}
        words.slots["board"] = rng.choice(bodies["board"])
        words.slots["committee"] = rng.choice(bodies["health_committee" if self.health else "committee"])
        for name in ("council", "icb", "trust"):
            words.slots[name] = words.expand(rng.choice(bodies[f"{name}_kind"]))
        words.slots["responder"] = words.slots["board"].removeprefix("the ")
        words.slots["partner_committee"] = rng.choice(bodies["partner_committee"])

    @property
    def addressees(self) -> list[str]:
        """Return the bodies that this case's recommendations may turn to."""
        slots = self.words.slots
        roles = load_grammar("bodies")
        council = [
            "the Council",
            f"the {slots['responder']}",
            "the " + self.rng.choice(roles["member_role"]),
            "the " + self.rng.choice(roles["officer_role"]),
        ]
        return [*council, slots["icb"], slots["trust"]] if self.health else [*council, slots["council"]]

    def draw_demand(self, mood: str, addressee: str = "", subpoints: bool = False) -> Demand:
        """Draw one recommendation in a grammatical form (`mood`: full, imperative, verb, that, noun …)."""
        words, rng = self.words, self.rng
        matter, second = rng.sample(self.matters, 2)
        slots = {
            "matter": matter,
            "matter2": second,
            "count": rng.choice(self.counts),
            "addressee": addressee or rng.choice(self.addressees),
            "users": words.pick(["{users}"]),
        }
        demands = load_grammar("demands")
        verb, participle, noun, target = (part.strip() for part in words.draw(demands["core"], **slots).split("|"))
        slots |= {"verb": verb, "verbs": third_person(verb), "verbing": gerund(verb)}
        slots |= {"participle": participle, "noun": noun, "object": target}
        points: list[str] = []
        if subpoints:
            lines = rng.sample(demands["subpoint"], rng.randrange(2, 5))
            points = [words.expand(line, **slots | self._another_core()) for line in lines]
            points[-1] = points[-1].rstrip(";") + "."
        lead = demands["subpoint_lead"] if subpoints else demands[mood]
        text = words.draw(lead, **slots)
        return Demand(text, mood, slots, slots["addressee"], capitalise(matter), subpoints=points)

    def _another_core(self) -> dict[str, str]:
        slots = {"matter": self.rng.choice(self.matters)}
        core = self.words.expand(self.rng.choice(load_grammar("demands")["core"]), **slots)
        verb, _, _, target = (part.strip() for part in core.split("|"))
        return {"verb": verb, "object": target}

    def draw_demands(self, count: int, mood: str, addressee: str = "", subpoint_share: float = 0.0) -> list[Demand]:
        """Draw several recommendations whose wordings differ."""
        drawn: dict[str, Demand] = {}
        while len(drawn) < count:
            demand = self.draw_demand(mood, addressee, self.rng.random() < subpoint_share)
            drawn.setdefault(demand.text, demand)
        return list(drawn.values())

    def narrative(self, count: int) -> list[str]:
        """Draw paragraphs of running text that ask for nothing."""
        return [self.words.draw(load_grammar("narrative")["narrative"]) for _ in range(count)]

    def line(self, file: str, name: str, **slots: str) -> str:
        """Draw one line of a grammar list."""
        return self.words.draw(load_grammar(file)[name], **slots)

    def draw_when(self) -> When:
        """Draw a time scale of a reply."""
        first = date(self.reply_day.year, self.reply_day.month, 1) + timedelta(days=31 * self.rng.randrange(2, 14))
        month = first.replace(day=1)
        last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        name = f"{calendar.month_name[month.month]} {month.year}"
        day = month.replace(day=self.rng.randrange(1, 28))
        spring = [
            When(f"{s} {month.year}", *_season(month.year, n)) for s, n in (("Spring", 3), ("Summer", 6), ("Autumn", 9))
        ]
        return self.rng.choice([
            When(name, month.isoformat(), last.isoformat()),
            When(f"By {name}", "", last.isoformat()),
            When(f"By the end of {name}", "", last.isoformat()),
            When(f"End of {name}", "", last.isoformat()),
            When(f"{day.day} {calendar.month_name[day.month]} {day.year}", day.isoformat(), day.isoformat()),
            When(f"{day:%d/%m/%Y}", day.isoformat(), day.isoformat()),
            self.rng.choice(spring),
            When("Ongoing"),
            When(f"Q{(month.month - 4) % 12 // 3 + 1} {_financial(month)}", *_quarter(month)),
        ])  # fmt: skip

    def draw_reply(self, demand: Demand, status: str = "") -> Reply:
        """Draw a reply to a recommendation."""
        chosen = status or self.rng.choice(
            ["accepted"] * 5 + ["partially_accepted"] * 3 + ["rejected"] * 2 + ["noted"] * 2
        )
        replies = load_grammar("replies")
        owner = self.words.pick(["{officer_role}"])
        slots = demand.slots | {
            "officer_role": owner,
            "owner_team": self.words.pick(["{team}", "The Council", "Officers", "{team}"]),
        }
        half = "test" if self.words.test and self.rng.random() < 0.6 else "train"
        status_text = self.words.pick(replies["status"][chosen][half])
        action = self.words.draw(replies["action"][chosen]["lines"], **slots)
        context = self.words.draw(replies["context"]["lines"], **slots)
        prose = self.words.draw(
            replies["prose"][chosen]["lines"],
            **slots,
            action=action,
            action_lower=action[:1].lower() + action[1:],
            context=context,
        )
        return Reply(chosen, status_text, action, self.draw_when(), owner, prose)


def third_person(verb: str) -> str:
    """Return "publishes" for "publish", "writes to" for "write to"."""
    first, _, rest = verb.partition(" ")
    if first.endswith(("s", "sh", "ch", "x")):
        first += "es"
    elif first.endswith("y") and first[-2] not in "aeiou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return f"{first} {rest}".strip()


def gerund(verb: str) -> str:
    """Return "publishing" for "publish", "writing to" for "write to"."""
    first, _, rest = verb.partition(" ")
    if first in DOUBLED:
        first += first[-1]
    elif first.endswith("e"):
        first = first[:-1]
    return f"{first}ing {rest}".strip()


def long_date(day: date) -> str:
    """Return a date as British papers print it."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _season(year: int, month: int) -> tuple[str, str]:
    last = calendar.monthrange(year, month + 2)[1]
    return date(year, month, 1).isoformat(), date(year, month + 2, last).isoformat()


def _financial(day: date) -> str:
    first = day.year - (day.month < 4)
    return f"{first}/{(first + 1) % 100:02d}"


def _quarter(day: date) -> tuple[str, str]:
    first = (day.month - 1) // 3 * 3 + 1
    last = calendar.monthrange(day.year, first + 2)[1]
    return date(day.year, first, 1).isoformat(), date(day.year, first + 2, last).isoformat()
