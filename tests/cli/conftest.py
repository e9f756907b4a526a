"""How a test asks the command line."""

import json

import pytest

from convene import main


@pytest.fixture
def convene(capsys):
    def told(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return told


@pytest.fixture
def data(convene):
    def asked(*arguments: str):
        code, out, _ = convene(*arguments, "--json")
        assert code == 0
        return json.loads(out)

    return asked
