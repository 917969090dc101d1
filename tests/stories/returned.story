# A reviewer sends the document back: only that is done again (R46).
include: submitted
reviewer: returns document blurred
bot: @returned | @reason-blurred
customer: 为什么退回了 why was it returned
bot: @returned
tap: @button-continue
bot: @resumed
card: front
bot: @card-front-taken
card: back
bot: @ask-fields
tap: @button-fields-right
bot: @ask-submit
tap: @button-submit
bot: @submitted
case: phase=in_review
