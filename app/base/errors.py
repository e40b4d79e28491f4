"""The two kinds of failure we expect; any other exception is a bug in our code.

* Refusal  the shop's rules say no: show the text and let the cashier go on
* Trouble  the world failed us (paper, cable, network): say so once, try again later

Both are raised by the name of a message in `app.base.messages` with its values, so that one
failure reads in every language: ``Refusal("unknown_barcode", barcode="999")``.
"""

from app.base.messages import MESSAGES

CHINESE = "zh_CN"


class Told(Exception):  # noqa: N818 - the common half of Refusal and Trouble
    """A failure with a text that people can read in their language."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def text(self, language: str = CHINESE) -> str:
        """Say what happened in this language: "zh_CN", else English."""
        chinese, english = MESSAGES[self.code]
        return (chinese if language == CHINESE else english).format(**self.values)

    def __str__(self) -> str:
        return self.text()


class Refusal(Told):
    """A request that the shop's rules do not allow."""


class Trouble(Told):
    """Something outside the program failed and may work again later."""
