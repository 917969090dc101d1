# Guide R13, R15: a phone that is not the reserved one gets no code; the way out is shown.
langs: zh
person: he_xiulan

customer: /start
bot: @intro
tap: @button-start
customer: {name}
bot: @ask-document-kind
tap: {document}
bot: @ask-number
customer: {number}
bot: @ask-phone
customer: 13800130099
bot: @ask-code
bot: @shell-keys-away
quiet: 1
no-code: 13800130099
no-code:
tap: @button-phone-gone
bot: @phone-gone
customer: 手机号填错了
bot: @suggest-goto
tap: @button-goto-phone
bot: @ask-phone
wait: 61
customer: {phone}
bot: @ask-code
code:
customer: {code}
bot: @code-right
