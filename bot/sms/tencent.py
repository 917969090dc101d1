"""Tencent Cloud SMS through its own SDK.

Mainland numbers may only be sent texts of an approved template. The settings name the
approved texts as they were registered, with {1}, {2} for the parameters; a message is
matched against them and only the parameters travel. `resetdesk sms-texts` prints what to
register for the catalogue as it is.
"""

import asyncio
import json
import logging
import re
from dataclasses import dataclass, field
from functools import cached_property

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.sms.v20210111.models import SendSmsRequest
from tencentcloud.sms.v20210111.sms_client import SmsClient
from typing_extensions import override

from bot.sms.errors import SmsError
from bot.sms.ports import SmsSender

_SDK_LOGGER = "tencentcloud_sdk_common"
_SIGNATURE = re.compile(r"^(?:【[^】]*】|\[[^\]]*\] )")
_RETRIED = (
    "ClientNetworkError",
    "ServerNetworkError",
    "InternalError",
    "RequestLimitExceeded",
    "ResourceUnavailable",
    "FailedOperation.FailedSend",
    "LimitExceeded.DeliveryFrequencyLimit",
    "LimitExceeded.PhoneNumberThirtySecondLimit",
    "LimitExceeded.PhoneNumberOneHourLimit",
)


@dataclass(frozen=True)
class ApprovedText:
    """A template as registered: its id and its text with {1}, {2}… in order."""

    template_id: str
    text: str

    def parameters(self, message: str) -> tuple[str, ...] | None:
        """Return what stands in the message for {1}, {2}…, or None if it is another text."""
        found = self._pattern.fullmatch(message)
        return None if found is None else found.groups()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{\d+\\\}", "(.+?)", re.escape(self.text)), re.DOTALL)


@dataclass(frozen=True, slots=True)
class TencentSettings:
    """The account, the application and the approved texts at Tencent Cloud."""

    secret_id: str
    secret_key: str = field(repr=False)
    app_id: str
    sign_name: str
    approved: tuple[ApprovedText, ...]
    region: str = "ap-guangzhou"
    endpoint: str = "sms.tencentcloudapi.com"
    scheme: str = "https"
    timeout_s: int = 10


class TencentSms(SmsSender):
    """Sends one message of an approved template to one mainland number."""

    def __init__(self, settings: TencentSettings) -> None:
        self._settings = settings
        http = HttpProfile(settings.scheme, settings.endpoint, "POST", settings.timeout_s)
        profile = ClientProfile(signMethod="TC3-HMAC-SHA256", httpProfile=http)
        credential = Credential(settings.secret_id, settings.secret_key)
        logging.getLogger(_SDK_LOGGER).setLevel(logging.INFO)  # its debug log shows whole messages
        self._client = SmsClient(credential, settings.region, profile)

    @override
    async def send(self, phone: str, text: str, message_id: str) -> None:
        request = self._request(phone, text, message_id)
        try:
            answer = await asyncio.to_thread(self._client.SendSms, request)
        except TencentCloudSDKException as error:
            raise _refusal(str(error.get_code())) from None  # its words may repeat the number
        statuses = answer.SendStatusSet or []
        if len(statuses) != 1:
            raise SmsError("Tencent Cloud gave no status for the message", retry=True)
        if statuses[0].Code != "Ok":
            raise _refusal(str(statuses[0].Code))

    def _request(self, phone: str, text: str, message_id: str) -> SendSmsRequest:
        template_id, parameters = self._approved(text)
        body = {
            "PhoneNumberSet": [f"+86{phone}"],
            "SmsSdkAppId": self._settings.app_id,
            "SignName": self._settings.sign_name,
            "TemplateId": template_id,
            "TemplateParamSet": list(parameters),
            "SessionContext": message_id,
        }
        request = SendSmsRequest()
        request.from_json_string(json.dumps(body))
        return request

    def _approved(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Find the text as it stands, or without the signature: the provider adds that itself."""
        for words in (text, unsigned(text)):
            for approved in self._settings.approved:
                parameters = approved.parameters(words)
                if parameters is not None:
                    return approved.template_id, parameters
        raise SmsError("no approved template has this text", retry=False)


def unsigned(text: str) -> str:
    """Return a message without the firm's name in front of it, as templates are registered."""
    return _SIGNATURE.sub("", text)


def _refusal(code: str) -> SmsError:
    """Name the provider's code and whether it passes with time."""
    return SmsError(f"Tencent Cloud answered {code}", retry=code.startswith(_RETRIED))
