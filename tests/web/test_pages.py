"""The page that hands out the minutes, over real HTTP."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.records.example import MEETING
from tests.records.invented import HELEN
from tests.web.office import an_office
from web.pages import PDF, WORD


async def test_the_page_offers_both_documents_and_says_until_when(office):
    answer = await office.client.get(office.link(HELEN))
    text = await answer.text()
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert "Minutes of strategy meeting SM-7KQ2M" in text
    assert "Version 2, approved by the chair." in text
    assert "Download as PDF" in text
    assert "Download as Word document" in text
    assert "Thursday 10 December 2026, 5:00 pm" in text


async def test_the_page_names_nobody(office):
    text = await (await office.client.get(office.link(HELEN))).text()
    subjects = (*MEETING.request.children, *MEETING.request.adults)
    people = (*subjects, *(i.person for i in MEETING.invitees))
    assert not [p.id for p in people if p.name in text]


async def test_the_pages_own_buttons_give_the_documents(office):
    link = office.link(HELEN)
    text = await (await office.client.get(link)).text()
    hrefs = [part.split('"')[0] for part in text.split('href="')[1:]]
    assert [f"/minutes/{href}" for href in hrefs] == [f"{link}/pdf", f"{link}/docx"]


async def test_the_pdf_is_handed_out_under_a_neutral_name(office):
    answer = await office.client.get(office.link(HELEN) + "/pdf")
    assert (answer.status, answer.content_type) == (200, PDF)
    name = 'attachment; filename="SM-7KQ2M-minutes-v2.pdf"'
    assert answer.headers["Content-Disposition"] == name
    pages = PdfReader(io.BytesIO(await answer.read())).pages
    assert "approved by the chair" in pages[0].extract_text()


async def test_the_word_document_is_handed_out_under_a_neutral_name(office):
    answer = await office.client.get(office.link(HELEN) + "/docx")
    assert (answer.status, answer.content_type) == (200, WORD)
    name = 'attachment; filename="SM-7KQ2M-minutes-v2.docx"'
    assert answer.headers["Content-Disposition"] == name
    document = Document(io.BytesIO(await answer.read()))
    assert document.core_properties.title == "Strategy meeting minutes, SM-7KQ2M"


async def test_every_download_is_on_the_timeline_and_a_look_is_not(office):
    link = office.link(HELEN)
    await office.client.get(link)
    await office.client.head(link)
    await office.client.head(link + "/pdf")
    assert await office.timeline() == []
    await office.client.get(link + "/pdf")
    await office.client.get(link + "/docx")
    assert await office.timeline() == [
        "Helen O’Rourke downloaded the minutes, version 2, as PDF",
        "Helen O’Rourke downloaded the minutes, version 2, as Word document",
    ]


SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}


@pytest.mark.parametrize("path", ["", "/pdf", "/docx", "X"])
async def test_every_answer_carries_the_headers_that_keep_it_safe(office, path):
    answer = await office.client.get(office.link(HELEN) + path)
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["", "/pdf"])
async def test_on_loopback_nobody_is_told_to_come_back_encrypted(path):
    async with an_office(public_url="http://127.0.0.1:3978") as office:
        answer = await office.client.get(office.link(HELEN) + path)
        assert answer.status == 200
        assert "Strict-Transport-Security" not in answer.headers
