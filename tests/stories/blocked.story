# A customer blocks the bot, and comes back.
customer: /start
bot: @intro
block:
until-case: blocked=True
unblock:
until-case: blocked=False
customer: /start
bot: @intro
