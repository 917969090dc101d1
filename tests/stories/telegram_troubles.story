# Telegram asks to wait, fails and times out; nothing is lost, nothing comes in the wrong order.
customer: /start
bot: @intro
fault: sendMessage 500
tap: @button-start
bot: @ask-name
fault: sendMessage 429
customer: {name}
bot: @ask-document-kind
fault: answerCallbackQuery 500
tap-blind: {document}
bot: @ask-number
fault: sendMessage drop
customer: {number}
bot: @ask-phone
