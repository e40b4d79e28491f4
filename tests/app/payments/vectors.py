"""Signatures that others made, as facts: what was signed, by which public key, and the result.

A signature of PKCS#1 v1.5 is the only one of its key and message, so one that fits is the one that
we would make. Sources: wechatpay-go (utils/sign_test.go, utils/aes_test.go, core/notify), and
yansongda/pay (tests of Unipay and Alipay: UnionPay's test gateway, Alipay's sandbox).
"""

WECHAT_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2VCTd91fnUn73Xy9DLvt/V62TVxRTEEstVdeRaZ3B3le"
    "O0pldE806mXO4RwdHXagHQ4vGeZN0yqm++rDsGK+U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOmDeJf"
    "2vg6byms9RUipiq4SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B834uxl1zNLYQCrkdBzb8oUxwYeP5a2"
    "DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGfy8wus7hwKz6clt3Whmmda7UAdb1c08hEQFVRbF14AR73xbnd8N0o"
    "bCWJPCbzMCtkaSef4FdEEgEXJiw0VAJT8wIDAQAB"
)
WECHAT_SIGNED = (
    "BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6"
    "pHU4ld815U4jsKu1RkyaII+1CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqI"
    "MzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ7be3CzYGpDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51"
    "qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27EpSQEqA8bX9+8m1rLg=="
)
WECHAT_NOTIFY_SIGNATURE = (
    "tJHIiIS9eB2hAYstmAmbbD3ZE5LiIm/Ug5tuL4fC0YOFRWIHV39UFIZXC0e9Wl6lBu6sKvkqDkzpqzBsVHyXFlbY"
    "ZTOQrVdG4b6LfTnK4mikv9++ixJMd3vTf2yCqvBkh98zs3Ds5zsYQakzbcwhmw4fMJs4nPLws28H0UW9FjDR//rx"
    "ELLwXvV1VEA1IBLX70xptjL8hrfUjEE8kkry6yNJTHZRU8CAc7qHli2Ng1V1qb9ARbK8A3ThmFmPQvRGrapI/jS2"
    "laKKgYUmfdEdkNO6B2Cke5e8VTxY406ArAmQ90GAihDwIcb16TQMnzCMBoutnwZKNiKRACrFmtxw2Q=="
)
WECHAT_NOTIFY_BODY = (
    '{"id":"3119dfba-e649-5eec-ab1e-3412bc4d2e17","create_time":"2021-06-24T16:37:26+08:0'
    '0","resource_type":"encrypt-resource","event_type":"PAYSCORE.USER_OPEN_SERVICE","sum'
    'mary":"签约成功","resource":{"original_type":"payscore","algorithm":"AEAD_AES_256_GCM","'
    'ciphertext":"YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aV'
    "yqPdDYMkRVSDaZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9N"
    "kDjp9bzmKLEYYH9TEklFUpsvPqOTOcgSLgh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ="
    '=","associated_data":"payscore","nonce":"Kj7QIyUiYx1q"}}'
).encode()
UNIONPAY_MERCHANT_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu2hQYW9epxZFmPEiQ80b62efrorLFXyvX85RPlZHvBQL"
    "cVCpCz6dk//L8koYoY2GBzB7gEk8KMCpZ6tewBaKKCBguOYNZWZWluBQ9uF5EwC99yJeN/+L/pJdB+2JW25xKBUZ"
    "ch7xQUfpvVzSaYI+d/p+4t8xLNIN338nyPrOz0u1uvF/W4uhG6UG++jWVHL2YrEhQK1bQhwNQy6NcBBt6YLIZ5UJ"
    "2ISvC4zT6d4wMfxVvtjF7Z2GlozTuNlDzoWv21FNK3hYOp7XMmOmQqWYprSqxIu8/aT9Q9kZGACTAIsyiR4ldAbZ"
    "G+zCjdW566HsNVt02o0qz8qHUo+H8DcxVQIDAQAB"
)
UNIONPAY_SENT = {
    "txnTime": "20220903065448",
    "txnAmt": "1",
    "orderId": "yansongda20220903065448",
    "version": "5.1.0",
    "encoding": "utf-8",
    "bizType": "000201",
    "backUrl": "https://yansongda.cn/unipay/notify",
    "currencyCode": "156",
    "txnType": "01",
    "txnSubType": "01",
    "accessType": "0",
    "signMethod": "01",
    "channelType": "07",
    "merId": "777290058167151",
    "frontUrl": "https://yansongda.cn/unipay/return",
    "certId": "69903319369",
}
UNIONPAY_SIGNED = (
    "CJ0Hh6WC0YldYMi2cIi7rjOvV4IJyzhqgj8KKNeRWZz+2csPVlDcnP1f4YfykVww6NDimsl2zE+oQAm7lH8qiU5f"
    "8ojVH+P62uMe1yqb2WoNlIM45REg6bhfUPvATgecVplnKIPdFUGdRZ97va+ZVbla75HwtskZnDykmr9rkYaSg7Pc"
    "GuilEwHcb2rV+BNkCi3bi4fYELjYlE1a7Imv/cSLRyXkPS1jzF0HUIUiVA6P98DYh0GbsgqRZqPYsGocFJs9jZoA"
    "lu44RygzDKjK/n8iwhHNH61IFaADdGp+uLQsol6kR/DRpF1pZgO7lsuK0YuaL6pfN6dtkJO9prbu6Q=="
)
UNIONPAY_CERTIFICATE_DER = (
    "MIIEYzCCA0ugAwIBAgIFEDkwhTQwDQYJKoZIhvcNAQEFBQAwWDELMAkGA1UEBhMCQ04xMDAuBgNVBAoTJ0NoaW5h"
    "IEZpbmFuY2lhbCBDZXJ0aWZpY2F0aW9uIEF1dGhvcml0eTEXMBUGA1UEAxMOQ0ZDQSBURVNUIE9DQTEwHhcNMjAw"
    "NzMxMDExOTE2WhcNMjUwNzMxMDExOTE2WjCBljELMAkGA1UEBhMCY24xEjAQBgNVBAoTCUNGQ0EgT0NBMTEWMBQG"
    "A1UECxMNTG9jYWwgUkEgT0NBMTEUMBIGA1UECxMLRW50ZXJwcmlzZXMxRTBDBgNVBAMMPDA0MUA4MzEwMDAwMDAw"
    "MDgzMDQwQOS4reWbvemTtuiBlOiCoeS7veaciemZkOWFrOWPuEAwMDAxNjQ5NTCCASIwDQYJKoZIhvcNAQEBBQAD"
    "ggEPADCCAQoCggEBAMHNa81t44KBfUWUgZhb1YTx3nO9DeagzBO5ZEE9UZkdK5+2IpuYi48weYisCaLpLuhrwTce"
    "d19w2UR5hVrc29aa2TxMvQH9s74bsAy7mqUJX+mPd6KThmCrt5LriSQ7rDlD0MALq3yimLvkEdwYJnvyzA6CpHnt"
    "P728HIGTXZH6zOL0OAvTnP8uRCHZ8sXJPFUkZcbG3oVpdXQTJVlISZUUUhsfSsNdvRDrcKYY+bDWTMEcG8ZuMZzL"
    "g0N+/spSwB8eWz+4P87nGFVlBMviBmJJX8u05oOXPyIcZu+CWybFQVcS2sMWDVZysPeT3tPuBDbFWmKQYuu+gT83"
    "PM3G6zMCAwEAAaOB9DCB8TAfBgNVHSMEGDAWgBTPcJ1h6518Lrj3ywJA9wmd/jN0gDBIBgNVHSAEQTA/MD0GCGCB"
    "HIbvKgEBMDEwLwYIKwYBBQUHAgEWI2h0dHA6Ly93d3cuY2ZjYS5jb20uY24vdXMvdXMtMTQuaHRtMDkGA1UdHwQy"
    "MDAwLqAsoCqGKGh0dHA6Ly91Y3JsLmNmY2EuY29tLmNuL1JTQS9jcmw3NTAwMy5jcmwwCwYDVR0PBAQDAgPoMB0G"
    "A1UdDgQWBBTmzk7XEM/J/sd+wPrMils39rJ2/DAdBgNVHSUEFjAUBggrBgEFBQcDAgYIKwYBBQUHAwQwDQYJKoZI"
    "hvcNAQEFBQADggEBAJLbXxbJaFngROADdNmNUyVxPtbAvK32Ia0EjgDh/vjn1hpRNgvL4flHNsGNttCy8afLJcH8"
    "UnFJyGLas8v/P3UKXTJtgrOj1mtothv7CQa4LUYhzrVw3UhL4L1CTtmE6D1Kf3+c2Fj6TneK+MoK9AuckySjK5at"
    "6a2GQi18Y27gVF88Nk8bp1lJvzOwPKd8R7iGFotuF4/8GGhBKR4k46EYnKCodyIhNpPdQfpaN5AKeS7xeLSbFvPJ"
    "HYrtBsI48jUK/WKtWBJWhFH+Gty+GWX0e5n2QHXHW6qH62M0lDo7OYeyBvG1mh9uQ0C300Eo+XOoO4M1WvsRBAF1"
    "3g9RPSw="
)
UNIONPAY_ACCOUNT = (
    "dZRvehtDtCcBPbPBVJk+ezkyeXkF07UnbKwr8/012R5XSsDLE4RqpHSLis7WCItKIf6SYUcXCLHYpV9deIfnJfzi"
    "DGpUdQXnlPfejrw5pKglzjKI/pRYg0ApNomryVBIoUIdTwlpELh048ITEojRgJwzaazWdLaB5iZPeN22E2KP7Jkf"
    "wsYHEclVpLY4tYEc35IjMpWCs0i8U5KY4qAJ3zXpCFIur4x+9z4gyK89Mwf+csowScvfDbFBsqTpClQlNRJ6lLWO"
    "rISNnlCdc1ONK4QVhabDTTWsemM7PSuya2e3imeZFfRYDmSv6W1eMIs0gbRo8BxOr3suUhb2ukPL7w=="
)
UNIONPAY_ANSWER = {
    "accessType": "0",
    "bizType": "000000",
    "currencyCode": "156",
    "encoding": "utf-8",
    "issuerIdentifyMode": "0",
    "merId": "777290058167151",
    "orderId": "pay20220911041647",
    "origRespCode": "00",
    "origRespMsg": "成功[0000000]",
    "queryId": "512209110416475616528",
    "respCode": "00",
    "respMsg": "成功[0000000]",
    "settleAmt": "1",
    "settleCurrencyCode": "156",
    "settleDate": "0911",
    "signMethod": "01",
    "traceNo": "561652",
    "traceTime": "0911041647",
    "txnAmt": "1",
    "txnSubType": "01",
    "txnTime": "20220911041647",
    "txnType": "01",
    "version": "5.1.0",
}
UNIONPAY_ANSWER_SIGNATURE = (
    "b59zh7aztBFNDNmCBOR4189VeG3Vypvuf7H3izqA4etA0AtsjtzV7RXigEFlNXaIHSTSkbAUfPXevY3nX18umwQS"
    "FsSphF5C+DiMzBmEJNo9vNiX1kpaeQPlXQfXTDQqmDjdQ4lyeNw/aDx6MHww2D8wpkUem+50cyWOeO1/brHDxwt8"
    "N/R2LMRC8QTFIg48N+9UZu6QDIUybQYBAoVS6F0emMxFTpAhVi85RVqIDofStiGhHZw7UocW0hw96+JSExyhc6WX"
    "EvmLW41DI3PqRxVu+HacjZqeU+siH7V9pdTPV7Yi3ATznzRhmufvN7r1LJmf/4GkGI1ayM3WLubZjg=="
)
ALIPAY_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAl2PJhW04G1sClzEDwMw1nxCjlyDTubFhn89bcEzP7GB/"
    "mFWnfIRXydM2qvDALpJggjeCIc3Orm0AobZOltic1MGOBrFWcoOMyT7haV3X05jPa0qy6bMg5YJZy7/5mjTQL/3j"
    "PJM+TA3YTNV8wPUsJgWINENAGFIakS4HTj3oGIuPvbMgL1z7Yd66TIYzfA4FRwa08XXaZLC/u+EJ8tUedhQhPjwW"
    "QBL0H+bhoqWZSIW3/xdMZrMf8RF9uM22Y3mE1DAnxseXrxjW2Kg0q/47mOjXGBcrQUOeaAB+0SamdFu6LP9ylQOE"
    "Sg0bpFhgqhUWIT/QYJ1I8PQrVYy9QZkAIwIDAQAB"
)
ALIPAY_NOTIFIED = {
    "gmt_create": "2023-12-21 16:26:32",
    "charset": "utf-8",
    "gmt_payment": "2023-12-21 16:26:43",
    "notify_time": "2023-12-21 16:26:45",
    "subject": "yansongda+测试 - 1",
    "buyer_id": "2088722003899169",
    "invoice_amount": "0.01",
    "version": "1.0",
    "notify_id": "2023122101222162644199160501632046",
    "fund_bill_list": '[{"amount":"0.01","fundChannel":"ALIPAYACCOUNT"}]',
    "notify_type": "trade_status_sync",
    "out_trade_no": "1703147160",
    "total_amount": "0.01",
    "trade_status": "TRADE_SUCCESS",
    "trade_no": "2023122122001499160501589436",
    "auth_app_id": "9021000122682882",
    "receipt_amount": "0.01",
    "point_amount": "0.00",
    "app_id": "9021000122682882",
    "buyer_pay_amount": "0.01",
    "sign_type": "RSA2",
    "seller_id": "2088721003899159",
}
ALIPAY_NOTIFY_SIGNATURE = (
    "Rs7SszD15WqbdJsGZPN+HpCBcQzBCkJx0ccNeg1rpUxyTVA1ps2vJ4sLhaa7O+lliTj6N1MSGqc8cK6JSs7nPg73"
    "1RAOfneirtrqrlW2u0m15kWAKrVjgPGLUMtK/eT15e/6NcxsWra/bsZaan+nFDzO8xceOwy96W+qVUtTPfBRBp9Z"
    "jryi5oIONOifGMALD284YbNC3qq2eyqVysF+zgk+/MtuHk2Eh/fL7UbClHQXQ2hD686Dt8bR949TNMbkWCYXstmj"
    "VBO55qF8xhaoF/b5zAe5/O/13g/QlwDXBcF3XwJpbFWrBehoFFCnJhR/xXZ0E+D2Vsw1oAQ3l+R2dQ=="
)
