"""What a card's button sends back: a form, which is also its own route."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

TO = "to"
"""The key under which a button names its form."""

FORMS: dict[str, type["Form"]] = {}


class Form(BaseModel):
    """Subclasses say where they go: `class DissentForm(Form, to="dissent.record")`."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    to: ClassVar[str]
    once: str = ""
    """A mark: the second press that carries it is told what the first one did."""

    def __init_subclass__(cls, to: str, **rest: object) -> None:
        super().__init_subclass__(**rest)  # type: ignore[arg-type]  # pydantic's own keywords
        if to in FORMS:
            raise ValueError(f"two forms go to {to}")
        cls.to = to
        FORMS[to] = cls


def _chosen(value: object) -> object:
    return tuple(v for v in value.split(",") if v) if isinstance(value, str) else value


def _ticked(value: object) -> object:
    return False if value in ("", None) else value


Chosen = Annotated[tuple[str, ...], BeforeValidator(_chosen)]
"""What a multiple choice sends: values with commas between."""

Ticked = Annotated[bool, BeforeValidator(_ticked)]
"""What a tick box sends: "true", "false" or nothing."""


class Typed(BaseModel):
    """What somebody has typed so far, and what was wrong with it, by field."""

    model_config = ConfigDict(frozen=True)

    values: Mapping[str, str] = {}
    wrong: Mapping[str, str] = {}

    def value(self, field: str, otherwise: str = "") -> str:
        return self.values.get(field, otherwise)


def typed(form: Form, **wrong: str) -> Typed:
    """The form's own contents, to be shown again with what was wrong."""
    values = {
        name: ",".join(value) if isinstance(value, tuple) else str(value)
        for name, value in form.model_dump().items()
    }
    return Typed(values=values, wrong=wrong)


NOTHING = Typed()
