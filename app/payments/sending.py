"""What carries a request to a provider, and the two ways in which that can fail."""

import logging
from collections.abc import Callable

from app.base.errors import Trouble
from app.payments.exchange import Answer, NoAnswer, Request, Response

log = logging.getLogger(__name__)


class Unsent(Trouble):
    """Not one byte of the request left this machine: the provider cannot know of it."""


class CutOff(Trouble):
    """Some of the request may have arrived, and no whole answer came: anything may be true."""


Send = Callable[[Request], Response]  # raises Unsent or CutOff


def answer_to(request: Request, send: Send) -> Answer:
    """Send and return what came back; whatever fails in an unforeseen way may have left."""
    try:
        return send(request)
    except Unsent as error:
        return NoAnswer(str(error.values.get("why", error)), has_left=False)
    except CutOff as error:
        return NoAnswer(str(error.values.get("why", error)))
    except Exception as error:  # a bug of a transport must not make a payment look unsent
        log.exception("sending to a provider failed in a way that nobody foresaw")
        return NoAnswer(type(error).__name__)
