# Somebody sends the card first of all: the identity is read from it.
customer: /start
bot: @intro
card: front
bot: @card-front-taken
tap: @button-start
bot: @ask-phone
customer: {phone}
bot: @ask-code
