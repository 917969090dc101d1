# A deleted topic is made anew; there is never more than one for a customer.
desk: open
customer: /start
bot: @intro
tap: @button-person
bot: @queue-next
topic: @desk-card-waits
topic-deleted:
topics: 0
tap: @button-call-back
bot: @call-back
topic: @desk-callback
topics: 1
