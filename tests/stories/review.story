# The whole way to the result: a reviewer returns once, the customer corrects, then approval.
desk: open
person-zh: zhang_wei
include: submitted
reviewer-taps: r.take.
review: {reviewer}
reviewer-taps: r.see.
review-kind: photo 2
review-kind: document
reviewer2-taps: r.more.
reviewer-taps: r.why.front
reviewer-taps: r.no.front.blurred
reviewer-taps: r.back.
heard-kind: photo
bot: @returned | @reason-blurred
review-gone: photo
review-gone: document
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
reviewer-taps: r.take.
reviewer-taps: r.approve.
bot: @approved
until-case: phase=done
topic-silent: {number}
