"""“Remind me at 3”: on the record, never final, never past the deadline, not in an emergency."""

from datetime import timedelta

import pytest

from meeting import snooze
from meeting.marks import Snooze
from meeting.post import PostKind
from meeting.posts import owed, posts
from meeting.snooze import CannotWait, NothingToRemind, TooLate
from tests.build import END, NINE, PROTOCOL, an_action, answered, convened, held, moved
from tests.people import DEV, GRACE, MIRIAM

FIVE = NINE + timedelta(hours=8)


def asked(meeting, person, until, at):
    return snooze.snooze(meeting, owed(meeting, PROTOCOL), person.id, until, at)


def reminders(meeting, person):
    found = [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.REMINDER]
    return [p for p in found if p.to == person.id]


def times(meeting, person):
    return [(p.due.astimezone(NINE.tzinfo) - NINE) / timedelta(hours=1)
            for p in reminders(meeting, person)]  # fmt: skip


def test_the_reminder_comes_when_it_is_wished_and_what_falls_before_does_not():
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=6), NINE)
    assert times(convened(meet_at=FIVE), DEV) == pytest.approx([3.2, 5.6, 7.2])
    assert times(meeting, DEV) == pytest.approx([6, 7.2])


def test_it_stands_on_the_record():
    [wish] = asked(convened(meet_at=FIVE), DEV, FIVE - timedelta(hours=1), NINE).snoozes
    assert (wish.by, wish.at, wish.until) == (DEV.id, NINE, FIVE - timedelta(hours=1))


def test_what_was_shown_before_the_wish_is_not_shown_again():
    shown = reminders(convened(meet_at=FIVE), DEV)[0]
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=5), shown.due)
    assert reminders(meeting, DEV)[0].slot == shown.slot
    assert reminders(meeting, DEV)[1].due == NINE + timedelta(hours=5)


def test_nobody_elses_reminders_move():
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=6), NINE)
    assert reminders(meeting, GRACE) == reminders(convened(meet_at=FIVE), GRACE)


def test_it_is_never_final_for_the_last_reminder_still_comes():
    meeting = convened(meet_at=FIVE)
    for hour in range(1, 8):
        at = NINE + timedelta(hours=hour)
        meeting = asked(meeting, DEV, at + timedelta(minutes=30), at)
    due = [p for p in posts(meeting, PROTOCOL, FIVE - timedelta(minutes=1)) if p.to == DEV.id]
    assert PostKind.REMINDER in {p.kind for p in due}


def test_it_is_refused_past_what_it_reminds_of():
    with pytest.raises(TooLate, match="5:00 pm"):
        asked(convened(meet_at=FIVE), DEV, FIVE, NINE)


def test_it_is_refused_in_an_emergency():
    meeting = convened(band="critical", meet_at=NINE + timedelta(hours=3))
    with pytest.raises(CannotWait):
        asked(meeting, DEV, NINE + timedelta(hours=1), NINE)


def test_who_owes_nothing_has_nothing_to_put_off():
    with pytest.raises(NothingToRemind):
        asked(answered(convened(meet_at=FIVE), DEV), DEV, NINE + timedelta(hours=1), NINE)


def test_a_meeting_moved_to_before_the_wished_time_takes_no_notice_of_it():
    late = NINE + timedelta(hours=7)
    meeting = moved(asked(convened(meet_at=FIVE), DEV, late, NINE), NINE + timedelta(hours=5))
    plain = moved(convened(meet_at=FIVE), NINE + timedelta(hours=5))
    assert reminders(meeting, DEV) == reminders(plain, DEV)


@pytest.mark.parametrize(("hours", "still"), [(2, True), (3, False), (4, False)])
def test_a_meeting_moved_after_the_wished_time_does_not_bring_the_reminder_again(hours, still):
    """Those of the new time are counted from the move; what was wished before it is over."""
    at = NINE + timedelta(hours=hours)
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=3), NINE)
    later = moved(meeting, FIVE + timedelta(days=1), when=at)
    now = max(at, NINE + timedelta(hours=3))
    due = [p for p in posts(later, PROTOCOL, now) if p.to == DEV.id]
    assert (PostKind.REMINDER in {p.kind for p in due}) is still


def test_a_warning_that_is_not_counted_from_the_move_is_still_owed_after_it():
    at = NINE + timedelta(hours=7, minutes=30)
    meeting = asked(convened(meet_at=FIVE), MIRIAM, at, NINE + timedelta(hours=4))
    later = moved(meeting, FIVE + timedelta(hours=1), when=at + timedelta(seconds=36))
    due = posts(later, PROTOCOL, at + timedelta(minutes=5))
    assert [p.due for p in due if p.kind is PostKind.QUORUM] == [at]


def test_an_answer_ends_it():
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=6), NINE)
    assert reminders(answered(meeting, DEV), DEV) == []


def test_a_chair_who_puts_the_warning_off_still_gets_it():
    meeting = asked(convened(meet_at=FIVE), MIRIAM, NINE + timedelta(hours=7), NINE)
    warnings = [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.QUORUM]
    assert [p.due for p in warnings] == [NINE + timedelta(hours=7)]


def test_no_two_posts_share_a_slot_after_several_wishes():
    meeting = asked(convened(meet_at=FIVE), DEV, NINE + timedelta(hours=3), NINE)
    meeting = asked(meeting, DEV, NINE + timedelta(hours=6), NINE + timedelta(hours=3))
    slots = [p.slot for p in owed(meeting, PROTOCOL)]
    assert len(slots) == len(set(slots))


def test_an_action_agreed_after_the_wish_is_reminded_of_as_if_nothing_had_been_wished():
    """What somebody asked of an invitation says nothing of what they are given to do later."""
    met = held(an_action(END + timedelta(days=6), DEV))
    wish = Snooze(by=DEV.id, at=NINE, until=NINE + timedelta(hours=6))
    assert owed(met.but(snoozes=(wish,)), PROTOCOL) == owed(met, PROTOCOL)


def test_a_pause_that_lasts_into_the_time_of_a_later_action_leaves_its_reminder_alone():
    met = held(an_action(END + timedelta(days=6), DEV))
    wish = Snooze(by=DEV.id, at=NINE, until=END + timedelta(days=5))
    assert owed(met.but(snoozes=(wish,)), PROTOCOL) == owed(met, PROTOCOL)
