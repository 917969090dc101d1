# Nobody learns from the bot who is a customer of the firm (D8): the same words, and no code.
langs: zh
person: sun_zhiyuan

customer: /start
bot: @intro
tap: @button-start
customer: {name}
bot: @ask-document-kind
tap: {document}
bot: @ask-number
customer: {number}
bot: @ask-phone
customer: {phone}
bot: @ask-code
bot: @shell-keys-away
quiet: 1
no-code:
customer: 123456
bot: @code-wrong
tap: @button-phone-silent
bot: @phone-silent
tap: @button-phone-gone
bot: @phone-gone
