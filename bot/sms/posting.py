"""One POST to a gateway, with every way it can fail turned into an SmsError."""

import httpx

from bot.sms.errors import SmsError

_RETRIED_STATUS = frozenset({408, 425, 429})
_SERVER_ERROR = 500


async def post(
    client: httpx.AsyncClient, url: str, content: bytes, headers: dict[str, str]
) -> httpx.Response:
    """Post JSON and return an answer that says the message was accepted."""
    headers = {"content-type": "application/json; charset=utf-8", **headers}
    try:
        answer = await client.post(url, content=content, headers=headers)
    except httpx.TimeoutException as error:
        raise SmsError("the gateway did not answer in time", retry=True) from error
    except httpx.TransportError as error:
        raise SmsError("the gateway could not be reached", retry=True) from error
    except httpx.InvalidURL as error:
        raise SmsError("the gateway's address is not usable", retry=False) from error
    return _accepted(answer)


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    later = answer.status_code in _RETRIED_STATUS or answer.status_code >= _SERVER_ERROR
    raise SmsError(f"the gateway answered {answer.status_code}", retry=later)
