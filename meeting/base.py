"""The kind of value that everything else here is made of."""

from typing import Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that is never changed: a change makes a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def but(self, **changes: object) -> Self:
        """The same value with other contents in the named fields."""
        return self.model_copy(update=changes)


class Refusal(Exception):
    """You cannot do that. Nothing was recorded."""

    def __str__(self) -> str:
        return " ".join(self.args) if self.args else (type(self).__doc__ or "")
