"""How settings are read: from variables of the environment, and never shown in an error."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class FromEnvironment(BaseSettings):
    """Read from variables named CONVENE_ and the field: CONVENE_STORE, CONVENE_APP_ID."""

    model_config = SettingsConfigDict(
        env_prefix="CONVENE_",
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )
