# The fall-back: typed into the chat, judged at once, deleted at once (R17-R24, D1-D6).
include: identity
bot: @ask-selection
tap: {kind}
button: ☑
tap: @button-picked
bot: @ask-notice
read: @button-safety-notice
tap: @button-notice-read
bot: @ask-passwords
# Nobody asked for it here yet: it must not stay in the chat.
customer: 84027519
gone:
bot: @password-not-asked
tap: @button-type-instead
bot: @ask-password-typed
customer: 84027519
gone:
bot: @password-once-more
customer: 12341111 12341112
gone:
bot: @password-refused | @password-repeated | @password-consecutive | @password-mismatch
customer: 84027519\n84027519
gone:
bot: @password-typed-deleted | @passwords-sealed | @ask-document-both
case: step=document
