# Rasa does not answer: the steps go on, and the bot says so when it cannot answer.
nlu: down

include: identity
bot: @ask-selection
customer: 密码一般多长时间能生效呀 how long does it take
bot: @nlu-down
tap: @button-help
bot: @help-selection
