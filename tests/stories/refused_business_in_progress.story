# Guide R2: told only after the code, with what to do.
langs: zh
person: chen_chong

include: identity
bot: @refused-business-in-progress
case: phase=refused
# Asking afterwards gets the truth; anything else begins anew.
customer: 进度
bot: @status-refused
customer: /start
bot: @intro
case: phase=open step=intro
