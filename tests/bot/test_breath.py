"""Answers before reminders, and reminders all the same."""

import asyncio

from bot.breath import Breath
from tests.fakes.virtual_time import VirtualLoop


def in_virtual_time(story):
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(story())
    finally:
        loop.close()


async def works(breath, done, name, pieces=3):
    for _ in range(pieces):
        await breath.take()
        done.append(name)


def test_work_waits_while_somebody_is_being_answered():
    async def story():
        breath, done = Breath(patience=60.0), []
        with breath:
            task = asyncio.ensure_future(works(breath, done, "post"))
            await asyncio.sleep(1)
            assert done == []
            done.append("answer")
        await task
        return done

    assert in_virtual_time(story) == ["answer", "post", "post", "post"]


def test_but_not_for_ever_however_much_is_asked():
    async def story():
        breath, done = Breath(patience=0.05), []
        with breath:
            begun = asyncio.get_running_loop().time()
            await works(breath, done, "post", 10)
            return done, asyncio.get_running_loop().time() - begun

    done, spent = in_virtual_time(story)
    assert len(done) == 10
    assert 0.4 <= spent <= 1.0


def test_what_comes_meanwhile_gets_in_between_two_pieces():
    async def story():
        breath, done = Breath(), []

        async def answers():
            for _ in range(3):
                await asyncio.sleep(0)
                done.append("answer")

        workers = [works(breath, done, f"post {n}", 1) for n in range(20)]
        await asyncio.gather(*workers, answers())
        return done

    done = in_virtual_time(story)
    assert len(done) == 23
    assert max(place for place, name in enumerate(done) if name == "answer") < 10


def test_the_last_of_several_answers_ends_the_wait():
    async def story():
        breath, done = Breath(patience=60.0), []
        with breath:
            with breath:
                task = asyncio.ensure_future(works(breath, done, "post", 1))
            await asyncio.sleep(1)
            early = list(done)
        await task
        return early, done

    assert in_virtual_time(story) == ([], ["post"])
