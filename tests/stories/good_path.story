# From the first hello to the application number, with the certificate there already.
person-zh: zhang_wei
person-en: maria_schmidt

customer: /start
bot: @intro
tap: @button-start
bot: @ask-name
customer: {name}
bot: @ask-document-kind
tap: {document}
bot: @ask-number
customer: {number}
bot: @ask-phone
keyboard: @button-share-phone
customer: {phone}
bot: @ask-code
code:
keyboard: none
customer: {code}
bot: @code-right
bot: @ask-selection
tap: {kind}
button: ☑
tap: @button-picked
bot: @ask-notice
read: @button-safety-notice
tap: @button-notice-read
bot: @ask-passwords
passwords: @button-set-passwords
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
bot: @liveness-over | @ask-statement
film: 8 PASS
bot: @ask-replay
tap: @button-submit-video
bot: @statement-taken | @ask-agreements
read-all:
button: @button-sign
tap: @button-sign
bot: @ask-signing-code
code:
customer: {code}
bot: @signed | @ask-submit
tap: @button-submit
bot: @submitted
case: step=review phase=in_review
