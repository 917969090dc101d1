# Files and odd words where nothing of the kind is asked.
customer: /start
bot: @intro
tap: @button-start
bot: @ask-name
customer: 😀
bot: @name-not-a-name
customer: {long}
bot: @ask-name
file: sticker
bot: @reason-unsupported-type
customer: {name}
bot: @ask-document-kind
tap: {document}
bot: @ask-number
customer: 1234
bot: @number-length
edit-last: {number}
bot: @edited-unread
case: step=number
customer: {spaced-number}
bot: @ask-phone
contact: other 13900000000
bot: @phone-not-own
customer: 138
bot: @phone-malformed
contact: own +86{phone}
bot: @ask-code
case: step=code
