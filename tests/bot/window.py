"""Windows as Teams opens and submits them: each gives back what is shown, or the closing words."""

from tests.bot.office import pressed
from tests.room import inputs, words

FETCH = {"type": "task/fetch"}


async def invoked(someone, name, data, **more):
    value = {"data": data, "context": {"theme": "default"}}
    activity = someone.activity("invoke", name=name, value=value, **more)
    status, body = await someone._office.post(activity)
    assert status == 200
    return body["task"]


async def opens(someone, button, where=""):
    """The card in the window that a button opens."""
    message, data = someone.given(button, where)
    assert data["msteams"] == FETCH
    place = message["conversation"]["id"]
    return shown(await invoked(someone, "task/fetch", data, where=place, replyToId=message["id"]))


async def fetches(someone, form, **data):
    return shown(await invoked(someone, "task/fetch", {"to": form.to, **data}))


async def submits(someone, card, button, **typed):
    unknown = set(typed) - set(inputs(card))
    assert not unknown
    return await invoked(someone, "task/submit", pressed(card, button) | typed)


def shown(task):
    assert task["type"] == "continue", task
    assert task["value"]["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    return task["value"]["card"]["content"]


def top(card):
    return words(card["body"][1])
