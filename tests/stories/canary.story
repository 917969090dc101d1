# The longest way: an agent in the talk, two passwords, one of them typed into the chat, a
# certificate, a reviewer who looks at everything, the result.
langs: zh
desk: open
person: ouyang_xiaomin

include: identity
bot: @ask-selection
tap: @button-person
bot: @queue-next
agent-taps: @desk-button-take
bot: @agent-serves
customer: 密码是71930284，号码{number}，手机{phone}
topic: ••••
customer: 我是{name}，请打{phone}
agent: 好的，我看看。
bot: 好的，我看看。
agent-taps: @desk-button-recent
topic: @desk-recent
agent-taps: @desk-button-handback
bot: @handed-back | @ask-selection
tap: @kind-futures-trading
button: ☑
tap: @kind-monitoring
tap: @button-picked
bot: @ask-notice
read: @button-safety-notice
tap: @button-notice-read
bot: @ask-passwords
tap: @button-type-instead
bot: @ask-password-typed
customer: 59301846 59301846
gone:
bot: @password-typed-deleted
passwords: @button-secure-page
bot: @passwords-sealed
card: front
bot: @card-front-taken
card: back
bot: @ask-fields
tap: @button-fields-right
bot: @ask-consent
read: @button-data-consent
tap: @button-consent
bot: @ask-liveness
tap: @button-ready
bot: @ask-action
selfie: PASS
bot: @action-seen
selfie: PASS
bot: @action-seen
selfie: PASS
bot: @ask-statement
film: 8 PASS
bot: @ask-replay
tap: @button-submit-video
bot: @ask-agreements
read-all:
button: @button-sign
tap: @button-sign
bot: @ask-signing-code
code:
customer: {code}
bot: @ask-submit
tap: @button-submit
bot: @submitted
reviewer-taps: r.take.
reviewer-taps: r.see.
review-kind: video
reviewer-taps: r.more.
review: @review-details
reviewer-taps: r.approve.
bot: @results
