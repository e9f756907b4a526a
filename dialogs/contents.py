"""The conversations, one file each. This list is the table of contents."""

from dialogs import (
    agenda,
    arrangements,
    attendance,
    authorise,
    change,
    decisions,
    dissent,
    household,
    invitation,
    minutes,
    request,
    said,
    status,
    voice,
)

DIALOGS = (
    request.dialog,
    household.dialog,
    arrangements.dialog,
    authorise.dialog,
    invitation.dialog,
    attendance.dialog,
    agenda.dialog,
    decisions.dialog,
    voice.dialog,
    dissent.dialog,
    minutes.dialog,
    status.dialog,
    change.dialog,
    said.dialog,
)
