"""What the fuzzing is to find is planted, and found: a 5xx, a leak, a hang, growth."""

import asyncio
import logging
import time

import pytest
import structlog

from bot.inbound import Answer
from state.rows import LAST
from tests.bot.office import TEAM
from tests.fakes.activities import an_execute
from tests.fuzz.canaries import canary, found_in, without
from tests.fuzz.casts import COLLEAGUE, chat_of, mri
from tests.fuzz.hosting import LINKS
from tests.fuzz.report import growth, lines, wrong
from tests.fuzz.running import Told, a_range
from tests.fuzz.shots import written
from tests.fuzz.test_fuzz import genuine

ID = "f:planted"


def said_by(person, where="", **more):
    """Something that somebody does; what comes of it is planted."""
    account = {"id": mri(person), "name": person.name, "aadObjectId": person.id}
    place = {"conversation": where, "conversation_type": "channel"} if where else {}
    place = place or {"conversation": chat_of(person)}
    return genuine(written(an_execute("x", {}, id=ID, **place, **{"from": account}) | more))


def planted(deed):
    """What the bot does when the planted activity comes; else it does what it should."""

    def spoil(host, hear):
        async def spoilt(heard):
            return await (deed(host, heard) if heard.activity_id == ID else hear(heard))

        return spoilt

    return spoil


async def faults(world, corpus, deed, *shots):
    async with a_range(world, corpus, spoil=planted(deed)) as shooting:
        await shooting.epoch(shots)
        return [fault.kind for fault in shooting.oracle.faults]


@pytest.fixture
def held(world):
    return next(m for m in world.meetings if m.phase == "held")


async def test_a_5xx_is_noticed(world, corpus):
    async def fails(host, heard):
        raise RuntimeError

    found = await faults(world, corpus, fails, said_by(COLLEAGUE))
    assert found == ["trouble", "server error"]


async def test_a_hang_is_noticed(world, corpus):
    ended = asyncio.Event()

    async def hangs(host, heard):
        await ended.wait()

    async with a_range(world, corpus, spoil=planted(hangs)) as shooting:
        await shooting.epoch([said_by(COLLEAGUE)], patience=0.05)
        assert [fault.kind for fault in shooting.oracle.faults] == ["hang"]
        assert shooting.told.hangs == 1
        ended.set()


async def test_an_answer_with_words_of_another_meeting_is_noticed(world, corpus, held):
    async def tells(host, heard):
        return Answer(200, {"value": f"about {canary(held.code, 'child')}"})

    found = await faults(world, corpus, tells, said_by(COLLEAGUE), said_by(held.cast.removed))
    assert found == ["leak", "leak"]
    assert await faults(world, corpus, tells, said_by(held.cast.police)) == []


@pytest.mark.parametrize("where", ["", TEAM])
async def test_a_card_with_words_of_a_meeting_is_noticed_where_it_should_not_be(
    world, corpus, held, where
):
    async def shows(host, heard):
        card = {"body": [{"text": canary(held.code, "concern")}]}
        await host.service.outbound.send(heard.place, card=card, summary="You have a card")

    assert await faults(world, corpus, shows, said_by(COLLEAGUE, where)) == ["leak"]
    found = await faults(world, corpus, shows, said_by(held.cast.manager, where))
    assert found == (["leak"] if where else [])


async def test_a_notification_with_words_of_a_meeting_is_noticed_whoever_gets_it(
    world, corpus, held
):
    async def shows(host, heard):
        words = f"About {canary(held.code, 'child')}"
        await host.service.outbound.send(heard.place, card={}, summary=words)

    assert await faults(world, corpus, shows, said_by(held.cast.manager)) == ["leak"]


async def test_somebody_else_s_link_is_noticed(world, corpus, held):
    async def links(host, heard):
        until = host.clock.now.replace(year=2099)
        return Answer(200, {"url": LINKS.minutes(held.id, held.cast.manager.id, 1, until)})

    assert await faults(world, corpus, links, said_by(held.cast.police)) == ["leak"]
    assert await faults(world, corpus, links, said_by(held.cast.manager)) == []


async def test_a_line_of_the_log_with_what_somebody_wrote_is_noticed(world, corpus, held):
    async def logs(host, heard):
        structlog.get_logger().info("answered", words=canary(held.code, "child"))
        logging.getLogger("somebody").warning("about %s", canary("yy", "typed"))

    assert await faults(world, corpus, logs, said_by(held.cast.manager)) == ["leak", "leak"]


async def test_what_fails_in_the_background_is_noticed(world, corpus):
    async def fails(host, heard):
        structlog.get_logger().error("visit failed", kind="KeyError")

    assert await faults(world, corpus, fails, said_by(COLLEAGUE)) == ["trouble"]


async def test_a_journal_that_was_changed_is_noticed(world, corpus, held):
    async def forgets(host, heard):
        [row, *_] = await host.backend.scan(f"journal:{held.id}:", LAST, 1)
        await host.backend.put([row._replace(body=None)])

    assert set(await faults(world, corpus, forgets, said_by(COLLEAGUE))) == {"state"}


async def test_being_believed_without_a_proof_is_noticed(world, corpus):
    async def answers(host, heard):
        return Answer(200, {})

    shot = said_by(COLLEAGUE)._replace(believable=False)
    assert await faults(world, corpus, answers, shot) == ["believed"]


async def test_a_long_step_of_the_loop_is_measured(world, corpus):
    async def toils(host, heard):
        began = time.thread_time()
        while time.thread_time() - began < 0.1:
            pass

    async with a_range(world, corpus, spoil=planted(toils)) as shooting:
        watching = asyncio.create_task(shooting.lag.watch())
        await shooting.epoch([said_by(COLLEAGUE)])
        watching.cancel()
        assert shooting.lag.worst >= 0.1


@pytest.mark.parametrize(
    ("figures", "grown"),
    [([9.0, 5, 5, 5, 5, 5], 0), ([5.0, 5, 6, 7, 8, 9], 4), ([5.0], 0), ([5.0] * 50, 0)],
)
def test_growth_is_reckoned_after_the_warm_up(figures, grown):
    assert growth(figures) == grown


def test_growth_is_a_fault_and_so_is_a_loop_held_up():
    quiet = Told(memory=[100.0] * 20, objects=[1000] * 20)
    assert wrong(quiet) == []
    quiet.memory = [100.0 + 5 * n for n in range(20)]
    quiet.lag = 9.0
    assert wrong(quiet) == ["memory grew", "the event loop was held up"]
    assert lines(quiet)[-1] == "sent=0 server_errors=0 leaks=0"


def test_the_search_finds_a_word_in_any_dress():
    word = canary("ab", "child")
    for dressed in (word.upper(), f"[{word}]", word[:7], f"{word}s", [{"a": {word: 1}}]):
        assert found_in(dressed) == {"ab"}
    assert found_in(without(f"about {word}")) == found_in("about nothing") == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zqvkabchild", {"ab"}),
        ("ZQVKABCHILD", {"ab"}),
        ("Zqvka", set()),
        ("Zqvk\u0130ytyped", set()),
    ],
    ids=["as it was typed", "in capitals", "cut too short", "a letter that becomes two"],
)
def test_a_word_is_known_by_its_letters(text, found):
    assert found_in(text) == found
