# Somebody without a certificate reads its agreement too, and gets every password in effect.
person-zh: ouyang_xiaomin
person-en: maria_schmidt

include: submitted
customer: 到哪一步了？ status?
bot: @status-in-review
reviewer: approves
bot: @approved
bot: @results | @kind-futures-trading
case: phase=done
customer: status / 进度
bot: @status-results
