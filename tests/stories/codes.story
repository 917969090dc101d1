# One-time codes (D7): wrong, full-width, spaced, too old, sent again, used up.
customer: /start
bot: @intro
tap: @button-start
customer: {name}
tap-when: {document}
bot: @ask-number
customer: {number}
bot: @ask-phone
customer: {phone}
bot: @ask-code
code:
customer: 12345
bot: @code-six-digits
customer: 000001
bot: @code-wrong
tap: @button-resend
bot: @code-wait
wait: 61
tap: @button-resend
bot: @ask-code
code:
wait: 181
customer: {code}
bot: @code-expired
tap: @button-resend
bot: @ask-code
code:
customer: 000001
bot: @code-wrong
customer: 000002
bot: @code-wrong
customer: 000003
bot: @code-wrong
customer: 000004
bot: @code-wrong
customer: 000005
bot: @code-void
customer: {code}
bot: @code-void
wait: 61
tap: @button-resend
bot: @code-limit
wait: 1800
tap: @button-resend
bot: @ask-code
code:
customer: １ ２ ３ ４ ５ ６
bot: @code-wrong
customer: 验证码 {code}
bot: @code-right
