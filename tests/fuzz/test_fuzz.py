"""A few hundred hostile activities of every source: nothing fails, hangs, leaks or is believed."""

import random
from collections import Counter

import pytest

from tests.bot.office import TEAM
from tests.fakes.activities import a_message, a_press
from tests.fuzz.canaries import TYPED
from tests.fuzz.casts import chat_of, mri
from tests.fuzz.claims import claim
from tests.fuzz.corpus import recorded
from tests.fuzz.mutate import mutated, spoilt_bytes
from tests.fuzz.proofs import GOOD_TYPE, bad, good
from tests.fuzz.report import lines, wrong
from tests.fuzz.running import a_range, run
from tests.fuzz.shots import Shot, aimed, head, shot, written

ROUNDS = 250


def genuine(body, name="0:0", proof=None):
    """A shot whose headers are in order."""
    proof = proof or good()
    headers = (*proof.headers, GOOD_TYPE, ("Content-Length", str(len(body))))
    return Shot(name, head(headers), body, claim(body), proof.good, broken=False, told=proof.name)


async def shot_at(world, corpus, shots):
    async with a_range(world, corpus) as shooting:
        await shooting.epoch(shots)
        assert shooting.oracle.faults == []
        assert shooting.told.sent == len(shots)
        return shooting.oracle.statuses


async def test_hostile_activities_of_every_kind_do_no_harm(world, corpus):
    told = await run(world, corpus, [f"0:{n}" for n in range(700)])
    assert wrong(told) == []
    assert set(told.statuses) >= {200, 400, 401, 403, 413, 415}
    assert told.statuses[200] > told.sent / 4
    assert lines(told)[-1] == "sent=700 server_errors=0 leaks=0"


async def test_what_teams_really_sends_is_taken(world, corpus):
    chance, shots = random.Random(0), []
    for number in range(len(recorded()) * 2):
        seeded = world.meetings[number % len(world.meetings)]
        sender = seeded.cast[number % len(seeded.cast)]
        text = recorded()[number % len(recorded())]
        activity = corpus.filled(text, sender, seeded.id, chance)
        shots.append(genuine(written(activity)))
    statuses = await shot_at(world, corpus, shots)
    assert set(statuses) <= {200, 501}
    assert statuses[200] > len(shots) / 2


async def test_recorded_activities_may_be_spoilt_in_any_place(world, corpus):
    chance, shots = random.Random(1), []
    for number in range(ROUNDS):
        activity = corpus.filled(
            recorded()[number % len(recorded())], world.meetings[0].cast.asker, "SM-22222", chance
        )
        spoilt = mutated(activity, chance, corpus.known, 2)
        shots.append(aimed("0:0", chance, written(spoilt), "recorded"))
    await shot_at(world, corpus, shots)


async def test_bytes_may_be_spoilt_in_any_way(world, corpus):
    chance, shots = random.Random(2), []
    for _ in range(ROUNDS):
        body, how = spoilt_bytes(corpus.activity(chance)[0], chance)
        shots.append(aimed("0:0", chance, body, how))
    await shot_at(world, corpus, shots)


async def test_any_json_at_all_may_come(world, corpus):
    shots = [genuine(written(shape)) for shape in corpus.known.shapes]
    assert set(await shot_at(world, corpus, shots)) == {400}


async def test_any_json_may_stand_where_a_form_is_expected(world, corpus):
    asker = world.meetings[0].cast.asker
    account = {"id": mri(asker), "name": asker.name, "aadObjectId": asker.id}
    shots = [
        genuine(written(a_press(shape, conversation=chat_of(asker), **{"from": account})))
        for shape in corpus.known.shapes
    ]
    assert set(await shot_at(world, corpus, shots)) == {200, 400}


@pytest.mark.parametrize("where", ["chat", "channel"])
async def test_whatever_the_fields_of_a_form_hold_it_is_answered(world, corpus, where):
    chance, shots = random.Random(3), []
    for text in corpus.grammar:
        button = chance.choice(corpus.buttons)
        seeded = chance.choice(world.meetings)
        sender, filled = chance.choice(seeded.cast), dict.fromkeys(button.inputs, text)
        place = {"conversation": TEAM, "conversation_type": "channel"}
        if where == "chat":
            place = {"conversation": chat_of(sender)}
        account = {"id": mri(sender), "name": sender.name, "aadObjectId": sender.id}
        value = filled | button.data
        shots.append(genuine(written(a_press(value, **place, **{"from": account}))))
        shots.append(genuine(written(a_message(text, **place, **{"from": account}))))
    assert set(await shot_at(world, corpus, shots)) <= {200, 400}


async def test_no_bad_proof_is_believed(world, corpus):
    cast = world.meetings[0].cast
    account = {"id": mri(cast.asker), "name": cast.asker.name, "aadObjectId": cast.asker.id}
    body = written(a_message("my meetings", conversation=chat_of(cast.asker), **{"from": account}))
    shots = [genuine(body, proof=proof) for proof in bad()]
    assert set(await shot_at(world, corpus, shots)) == {401}


@pytest.mark.parametrize("lie", ["Transfer-Encoding: nonsense", "Content-Length: 3", "X\x80: y"])
async def test_http_that_cannot_be_read_is_not_quoted_in_the_log(world, corpus, lie):
    """The server's own log would repeat the whole body, and what was typed in it."""
    shot = genuine(written(a_message(f"about {TYPED}")))
    head = shot.head.replace(b"\r\nContent-Type", f"\r\n{lie}\r\nContent-Type".encode("latin-1"))
    await shot_at(world, corpus, [shot._replace(head=head, broken=True)])


def test_the_same_number_is_the_same_shot(corpus):
    assert shot(corpus, "0:17") == shot(corpus, "0:17")
    assert shot(corpus, "0:17") != shot(corpus, "1:17")


def test_the_shots_differ_in_every_way(corpus):
    told = Counter(shot(corpus, f"0:{n}").told.split(",")[0] for n in range(400))
    assert {"recorded", "button", "form", "words", "any JSON"} <= set(told)
    phases = Counter()
    for n in range(400):
        body = shot(corpus, f"0:{n}").body.decode("utf-8", "replace")
        phases.update(m.phase for m in corpus.world.meetings if m.id in body)
    assert set(phases) == {m.phase for m in corpus.world.meetings}
