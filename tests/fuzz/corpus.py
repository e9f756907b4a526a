"""Activities to begin with: recorded ones, every button that was shown, every form there is."""

import copy
import json
import random
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from cards.form import FORMS, TO
from meeting.people import Person
from tests.bot.office import TEAM
from tests.fakes.activities import BOT, a_message, an_activity
from tests.fakes.settings import SERVICE_URL, TENANT
from tests.fuzz.canaries import TYPED, without
from tests.fuzz.casts import ELSEWHERE, EVERYBODY, TENANT_ELSEWHERE, chat_of, mri
from tests.fuzz.mutate import Known, huge
from tests.fuzz.nasty import STRINGS
from tests.fuzz.shapes import pool
from tests.fuzz.world import World

RECORDED = Path(__file__).parent / "recorded"
SAYINGS = (
    "status", "timeline", "my meetings", "help", "who hasn't replied?", "yes", "I'll be there",
    "can't make it, sending a report", "I am sending a deputy", "convene a strategy meeting {}",
    "reschedule to {}", "remind me {}", "cancel the meeting", "I disagree because {}", "I am here",
    "start the meeting", "can I come by phone?", "thanks", "{}", "move it {}, please",
)  # fmt: skip


class Button(NamedTuple):
    """A button of a card that was shown, with the questions that stand on the card."""

    data: dict[str, Any]
    inputs: dict[str, dict[str, Any]]
    card: str


@cache
def recorded() -> tuple[str, ...]:
    """Activities as Teams sends them, with places for who, where and which meeting."""
    return tuple(file.read_text("utf-8") for file in sorted(RECORDED.glob("*.json")))


def parts(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) else []
    return own + [p for v in inner for p in parts(v)]


def buttons(world: World) -> list[Button]:
    """Of everything that was shown, the words of each meeting taken out."""
    found: dict[str, Button] = {}
    for message in world.messages:
        for attachment in message.get("attachments", ()):
            known = parts(json.loads(without(json.dumps(attachment["content"]))))
            asked = {p["id"]: p for p in known if str(p.get("type")).startswith("Input.")}
            for part in known:
                if TO in (data := part.get("data", {})):
                    key = json.dumps([data, sorted(asked)], sort_keys=True)
                    found[key] = Button(data, asked, message["id"])
    return list(found.values())


class Corpus:
    """Everything that is not yet spoilt; the same for the same seed and number."""

    def __init__(self, world: World, seed: int, thought_of: int = 800) -> None:
        """`thought_of`: so many examples are asked of Hypothesis, of each sort."""
        self.world = world
        self.buttons = buttons(world)
        self._of: dict[str, list[Button]] = {}
        for button in self.buttons:
            self._of.setdefault(button.data.get("meeting", ""), []).append(button)
        shapes, self.grammar = pool(seed, thought_of)
        people = [i for p in EVERYBODY for i in (p.id, mri(p), chat_of(p))]
        ids = [
            *people,
            *(m.id for m in world.meetings),
            *FORMS,
            TENANT,
            TENANT_ELSEWHERE,
            TEAM,
            BOT,
        ]
        ids += [str(m["id"]) for m in world.messages[::10]]
        self.known = Known(ids, shapes, self.grammar)

    def activity(self, chance: random.Random) -> tuple[dict[str, Any], str]:
        """An activity that may well be genuine, and which kind it is."""
        sender = chance.choice(EVERYBODY)
        kind = chance.choices(("recorded", "button", "form", "words"), (3, 5, 2, 2))[0]
        meeting = chance.choice(self.world.meetings)
        if chance.random() < 0.6:  # somebody who may do it, so that more than the door is tried
            sender = chance.choice(meeting.cast)
        made = {
            "recorded": self._recorded,
            "button": self._button,
            "form": self._form,
            "words": self._words,
        }[kind](sender, meeting.id, chance)
        if sender is ELSEWHERE:
            made["channelData"] = {
                **made.get("channelData", {}),
                "tenant": {"id": TENANT_ELSEWHERE},
            }
        if made["conversation"]["id"] == TEAM:
            made["conversation"]["isGroup"] = True
        if chance.random() < 0.02:
            del made["from"]["aadObjectId"]
        return made, kind

    def _recorded(self, sender: Person, meeting: str, chance: random.Random) -> dict[str, Any]:
        return self.filled(chance.choice(recorded()), sender, meeting, chance)

    def filled(
        self, text: str, sender: Person, meeting: str, chance: random.Random
    ) -> dict[str, Any]:
        """A recorded activity as one of these people sends it, about one of these meetings."""
        card = chance.choice(self.world.messages)["id"]
        filled = Template(text).substitute(
            id=_fresh(chance), user=mri(sender), aad=sender.id, name=sender.name,
            chat=chat_of(sender), team=TEAM, tenant=TENANT, bot=BOT, service=SERVICE_URL,
            meeting=meeting, card=card,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(filled)
        return found

    def _button(self, sender: Person, meeting: str, chance: random.Random) -> dict[str, Any]:
        fits = self._of.get(meeting, self.buttons)
        button = chance.choice(fits if chance.random() < 0.8 else self.buttons)
        typed = {name: self._typed(asked, chance) for name, asked in button.inputs.items()}
        data = copy.deepcopy(typed | button.data)
        return self._sent(data, button.card, sender, chance)

    def _form(self, sender: Person, meeting: str, chance: random.Random) -> dict[str, Any]:
        """Any form at all, whether or not a card would offer it now."""
        to = chance.choice(list(FORMS))
        fields = [f for f in FORMS[to].model_fields if chance.random() < 0.8]
        data = {name: chance.choice((*self.grammar, TYPED, True)) for name in fields}
        fixed = {"go": "check", "kind": "ATTENDING", "agree": "yes", "item": "5", "once": ""}
        data |= {name: value for name, value in fixed.items() if name in data}
        data |= {"meeting": meeting} if chance.random() < 0.9 else {}
        return self._sent(data | {TO: to}, "1700000000001", sender, chance)

    def _words(self, sender: Person, meeting: str, chance: random.Random) -> dict[str, Any]:
        text = chance.choice(SAYINGS).format(self._said(chance))
        text = f"{meeting} {text}" if chance.random() < 0.4 else text
        return a_message(text, **self._place(sender, chance))

    def _typed(self, asked: dict[str, Any], chance: random.Random) -> Any:
        offered = [c["value"] for c in asked.get("choices", ())]
        if chance.random() < 0.5:
            return chance.choice(offered) if offered else asked.get("value", TYPED)
        return self._said(chance)

    def _said(self, chance: random.Random) -> str:
        kind = chance.random()
        if kind < 0.5:
            return chance.choice(self.grammar)
        if kind < 0.9:
            return chance.choice((TYPED, chance.choice(STRINGS)))
        return huge(chance)

    def _place(self, sender: Person, chance: random.Random) -> dict[str, Any]:
        where, kind = chat_of(sender), "personal"
        if chance.random() < 0.25:
            where, kind = TEAM, "channel"
        account = {"id": mri(sender), "name": sender.name, "aadObjectId": sender.id}
        return {"id": _fresh(chance), "from": account, "conversation": where,
                "conversation_type": kind}  # fmt: skip

    def _sent(
        self, data: dict[str, Any], card: str, sender: Person, chance: random.Random
    ) -> dict[str, Any]:
        """By each of the ways in which a form may come."""
        place = self._place(sender, chance) | {"replyToId": card}
        match chance.randrange(5):
            case 0:
                action = {"type": "Action.Execute", "verb": data[TO], "data": data}
                value = {"action": action, "trigger": chance.choice(("manual", "automatic"))}
                return an_activity("invoke", name="adaptiveCard/action", value=value, **place)
            case 1:
                name = chance.choice(("task/fetch", "task/submit"))
                return an_activity("invoke", name=name, value={"data": data}, **place)
        return an_activity("message", value=data, **place)


def _fresh(chance: random.Random) -> str:
    """The id of an activity: now and then one that has been sent before."""
    return f"f:{chance.getrandbits(48) if chance.random() < 0.95 else chance.randrange(3)}"
