"""Each bench's own parts do what they say with tiny numbers; how fast they are is not asserted."""

import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from benchmarks import busy, floor, load, turn
from benchmarks.hosting import TOKENS, NotKept, check_kept, ours, the_sink
from benchmarks.load import Bot, WrongAnswer, as_fast_as_it_goes, at_a_steady_rate
from benchmarks.meetings import CARD, INVITED, Answers, fill, lines, names, shown, template
from benchmarks.parts import OTHER, part_of
from benchmarks.profile import shares, stacks
from benchmarks.report import EXPLAINED, Line, at_least, at_most, page, put_table
from benchmarks.send import sent
from benchmarks.sizes import TINY
from benchmarks.start import first_answer
from bot.heard import HeardKind, heard
from state.keyring import KeyRing, new_key
from tests.fakes.serving import served


@asynccontextmanager
async def a_bot(status: int = 200, says: str = "adaptive"):
    """Answers everything alike, and remembers what it was asked."""
    asked = list[tuple[str | None, dict]]()

    async def messages(request: web.Request) -> web.Response:
        asked.append((request.headers.get("Authorization"), await request.json()))
        return web.json_response({"type": says}, status=status)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    async with served(app) as url:
        port = int(url.rsplit(":", 1)[1])
        yield Bot(port, Answers(names(2)), ("one", "two"), CARD), asked


async def test_every_connection_posts_answers_with_its_own_token():
    async with a_bot() as (bot, asked):
        timed = await as_fast_as_it_goes(bot, 0.05, together=2)
    assert len(timed.waits) == len(asked)
    assert {token for token, _ in asked} == {"Bearer one", "Bearer two"}
    assert len({activity["id"] for _, activity in asked}) == len(asked)


@pytest.mark.parametrize(("status", "says"), [(500, "adaptive"), (200, "sorry")])
async def test_a_wrong_answer_is_not_counted_as_a_turn(status, says):
    async with a_bot(status, says) as (bot, _), load.connections(bot, 1) as [connection]:
        with pytest.raises(WrongAnswer):
            await connection.ask()


async def test_activities_at_a_steady_rate_come_whether_or_not_the_earlier_are_answered():
    left = iter(range(5))
    async with a_bot() as (bot, asked):
        timed = await at_a_steady_rate(bot, 1000, lambda: next(left, None) is not None, 2)
    assert len(asked) == len(timed.waits) == 5
    assert timed.waits == sorted(timed.waits)


def test_the_answers_are_of_every_invitee_of_every_meeting():
    following = Answers(names(3))
    done = [heard(json.loads(following())) for _ in range(3 * len(INVITED))]
    assert {h.kind for h in done} == {HeardKind.EXECUTE}
    assert len({(h.data["meeting"], h.aad) for h in done}) == len(done)


async def test_a_settled_meeting_has_been_shown_and_an_owing_one_has_not():
    settled, owing = await template(shown=True), await template(shown=False)
    assert any(key.startswith("shown:") for key in settled.rows)
    assert not any(key.startswith("shown:") for key in owing.rows)
    assert len(await shown()) >= len(INVITED)


async def test_the_bot_answers_with_a_card_and_its_postman_brings_what_is_due():
    settled, owing = (await template(shown=True), 3), (await template(shown=False), 1)
    async with ours(settled, owing, postman="swept", paced=False) as subject:
        assert await first_answer(subject) > 0
        assert len((await turn.measure(subject, 0.2)).timed.waits) > 0
        await busy.while_busy(subject, TINY, len(await shown()), 30)
        assert await busy.taken(subject.sink.port) >= len(await shown())
        assert subject.server.memory() > 1


async def test_what_is_sent_is_counted_by_the_sink():
    [card, *_] = await shown()
    async with the_sink() as sink:
        assert await sent("ours", f"http://127.0.0.1:{sink.port}/", card, 20) > 0
        assert await busy.taken(sink.port) >= 20


async def test_a_bot_that_kept_less_than_it_answered_is_found_out(tmp_path):
    file, settled = tmp_path / "store.sqlite", await template(shown=True)
    await fill(file, new_key("test"), [(settled, names(2))])
    check_kept(file, lines(file))
    with pytest.raises(NotKept):
        check_kept(file, lines(file) + 1)


def test_a_line_says_ours_over_the_peer_and_whether_its_goal_is_reached():
    line = Line("turn", 50.0, 20.0, "botbuilder", "turns")
    told = json.loads(line.told())
    assert told == {
        "bench": "turn",
        "ours": 50.0,
        "peer": 20.0,
        "peer_name": "botbuilder",
        "ratio": 2.5,
    }
    assert at_least(2, line).reached
    assert not at_least(3, line).reached
    assert not at_most(2, line).reached
    assert "not reached" in page([at_least(3, line)], ["a note"], rounds=3)


def test_a_stack_is_told_apart_by_the_files_it_runs_through():
    folded = "main (app.py:1);open (bot/inbound.py:2);open (state/keyring.py:3) 3\nrun (x.py:1) 1\n"
    found = shares(stacks(folded))
    assert found["keeping: encrypting and decrypting"] == 0.75
    assert found[OTHER] == 0.25
    assert part_of(["f (cards/a.py:1)"]) == "card"


async def test_the_floor_of_a_turn_is_made_of_what_an_answer_reads_and_writes():
    turn, ring = await floor.a_turn(), KeyRing(new_key("test"))
    kinds = {key.split(":")[0] for key, _ in turn.written}
    assert {"meeting", "journal"} <= kinds
    assert all(floor.timed(step, 1) >= 0 for step in floor.steps(turn, ring).values())
    assert floor.committed(turn, ring, 1) >= 0
    assert "**0.50**" in floor.table({"one": 0.2, "another": 0.3})


def test_a_table_is_put_into_its_place_and_leaves_the_rest_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- it: made by the run -->\nold\n<!-- end of it -->\nz\n")
    put_table("it", "new", page)
    put_table("it", "newer", page)
    assert page.read_text() == "a\n<!-- it: made by the run -->\nnewer\n<!-- end of it -->\nz\n"


@pytest.mark.parametrize("name", ["shares", "posts", "floor"])
def test_the_page_has_a_place_for_every_table(name, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(EXPLAINED.read_text("utf-8"), "utf-8")
    put_table(name, "| a table |", page)
    assert page.read_text("utf-8").count("| a table |") == 1


def test_there_is_a_token_for_every_connection_and_no_two_are_alike():
    assert len(set(TOKENS)) == turn.TOGETHER
