# The status from another Telegram account: only after name, number and code; nothing before.
desk: open
include: submitted
application:
other-phone:
customer: {application} 办好了吗 status
bot: @status-unknown-number
customer: RS20200101000001 办好了吗 status
bot: @status-unknown-number
include: identity
bot: @earlier-found
customer: {application} 办好了吗 status
bot: {application}
