"""Every format that we know by ourselves; the shop's own templates come beside them."""

from app.reconciliation.statements import (
    abroad,
    acquirers,
    alipay_account,
    alipay_trade,
    books,
    douyin,
    eleme,
    lcsw,
    meituan,
    unionpay,
    wechat,
    wechat_flow,
)
from app.reconciliation.statements.form import Form

FORMS: tuple[Form, ...] = (
    *wechat.FORMS,
    *wechat_flow.FORMS,
    alipay_trade.FORM,
    alipay_account.FORM,
    unionpay.ZM,
    unionpay.ZME,
    meituan.FORM,
    eleme.FORM,
    douyin.FORM,
    *acquirers.FORMS,
    lcsw.FORM,
    *abroad.FORMS,
    books.BOOKS,
    books.MALL,
    books.STORED_VALUE,
)
BY_NAME = {it.name: it for it in FORMS}
