"""The test merchant as a document: where each provider is, who we are there, and which keys."""

from pathlib import Path
from typing import Any

from hq.sandbox.effects import BY_CODE
from hq.sandbox.keys import MERCHANT, PROVIDERS, Merchant


def document(base_url: str, folder: Path, merchant: Merchant = MERCHANT) -> dict[str, Any]:
    """Return all that a merchant's program has to be told, keys as paths of PEM files."""
    keys = {
        it: {
            "key": str(folder / f"merchant_{it}.key.pem"),
            "theirs": str(folder / f"{it}.public.pem"),
        }
        for it in PROVIDERS
    }
    return {
        "base_url": base_url,
        "keys": str(folder),
        "wechat": keys["wechat"]
        | {
            "base_url": base_url,
            "appid": merchant.appid,
            "mchid": merchant.mchid,
            "serial": merchant.mch_serial,
            "their_serial": merchant.wechat_serial,
            "api_v3_key": merchant.api_v3_key,
            "api_v2_key": merchant.api_v2_key,
        },
        "alipay": keys["alipay"]
        | {
            "base_url": f"{base_url}/gateway.do",
            "app_id": merchant.alipay_app_id,
            "seller": merchant.alipay_pid,
            "huabei": {"3": 230, "6": 450, "12": 750},
        },
        "unionpay": keys["unionpay"]
        | {
            "base_url": base_url,
            "merchant": merchant.union_merchant,
            "certificate_id": merchant.union_cert_id,
            "authority": str(folder / "authority.cert.pem"),
        },
        "quickpass": keys["quickpass"]
        | {
            "base_url": base_url,
            "merchant": merchant.quick_merchant,
            "partner": merchant.quick_partner,
        },
        "ecny": keys["ecny"]
        | {
            "base_url": base_url,
            "merchant": merchant.ecny_merchant,
            "clerk": merchant.ecny_clerk,
            "terminal": merchant.ecny_terminal,
            "app_id": merchant.ecny_app_id,
            "app_secret": merchant.ecny_secret,
        },
        "links": {
            "sms": f"{base_url}/sms/send",
            "sms_token": merchant.sms_token,
            "mini_program_secret": merchant.mini_secret,
        },
        "codes": {
            tail: ",".join(f"{it}={n:g}" for it, n in does.items())
            for tail, does in BY_CODE.items()
        },
    }
