# A refused password is chosen again without starting over; a pending one settles when due.
desk: open
langs: zh
set: picks @kind-futures-fund + @kind-monitoring
choose: futures_fund 628415
include: submitted
reviewer-taps: r.take.
reviewer-taps: r.approve.
bot: @approved
bot: @refusal-same-as-old | @kind-monitoring
case: phase=applying
tap: @button-choose-again
bot: @choose-again
passwords: @button-set-passwords
bot: @sent-again
without: @passwords-sealed
until-case: step=review
customer: 到哪一步了 status
bot: @timeline
wait: 1209600
bot: @finished
case: phase=done
