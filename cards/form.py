"""What a card's button sends back: a form, which is also its own route."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

TO = "to"
"""The key under which a button names its form."""

FORMS: dict[str, type["Form"]] = {}

LONGEST = 10_000
"""Characters of one field; a card takes half of it, and only what was typed as a message more."""
MOST = 300
"""Fields of a form, and choices of one field."""


class Form(BaseModel):
    """Subclasses say where they go: `class DissentForm(Form, to="dissent.record")`."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    to: ClassVar[str]
    window: ClassVar[bool] = False
    """Its button opens something: in a window where Teams has windows, else in the chat."""
    back: ClassVar[str] = ""
    """The route that shows this form again, with what was typed, where a window was refused."""
    once: str = ""
    """A mark: the second press that carries it is told what the first one did."""

    @model_validator(mode="before")
    @classmethod
    def _bounded(cls, sent: Any) -> Any:
        """What a button sends, which anybody can forge, is no larger than what a card takes."""
        by_button = isinstance(sent, dict) and TO in sent
        if by_button and (len(sent) > MOST or not all(map(_is_bounded, sent.values()))):
            raise ValueError("larger than any card")
        return sent

    def __init_subclass__(
        cls,
        to: str,
        window: bool = False,
        back: str = "",
        **rest: object,
    ) -> None:
        super().__init_subclass__(**rest)  # type: ignore[arg-type]  # pydantic's own keywords
        if to in FORMS:
            raise ValueError(f"two forms go to {to}")
        cls.to = to
        cls.window, cls.back = window, back
        FORMS[to] = cls


def _is_bounded(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= MOST and all(map(_is_bounded, value))
    return not isinstance(value, str) or len(value) <= LONGEST


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
