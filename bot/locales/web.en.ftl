# The words of the web pages: agreements, passwords, guide, and the signed agreements' PDF

site-name = { $firm } · Password reset
no-script = This page needs JavaScript to know that you have reached the end. Please switch it on in your browser or open the link inside Telegram. You may also call { $line } and be helped by an agent.
no-script-app = The password page needs JavaScript. Please open it inside Telegram with the button in the chat, or type in the chat instead.

expired-title = This link has expired
expired-words = For safety it works for some time only. Go back to the chat and write anything: the bot gives you a new link.
wrong-title = This link is incomplete
wrong-words = A part of it is missing or was changed. Please open it again with the button in the chat.
renewed-title = There is a newer text
renewed-words = This text has a new version. Go back to the chat and write anything: the bot gives you a link to it.
missing-title = There is no such page
missing-words = Please use the button in the chat.

reading-version = Version { $version }
reading-progress = Reading progress
reading-to-do = Please read to the end
reading-wait = { $seconds } more seconds
reading-done = I have read to the end
reading-sending = Noting it down…
reading-taken-title = Noted
reading-taken = Thank you, it is noted that you have read this text. Please go back to the chat.
reading-over = This application is closed or does not need this text any more; nothing was noted. Please look in the chat.
reading-failed = It could not be noted, perhaps because of the network. Please press again.
reading-too-fast = Please read a little longer before you confirm.

guide-title = Guide
rules-title = Password rules

app-title = New passwords
app-loading = Opening…
app-outside = Please open this page in Telegram, with the button in the chat.
app-stale = This page has been open for too long. For safety please close it and open it again from the chat.
app-nothing = There is no password to set right now. Please look in the chat.
app-failed = No connection. Please check the network and try again.
app-retry = Try again
app-progress = { $n } of { $total }
app-safe = Encrypted at once; only the firm's systems can read it. Nothing stays in the chat.
app-entry = New password
app-repeat = Once more
app-show = Show password
app-hide = Hide password
app-entry-digits = { $count } digits
app-entry-letters = 8 to 12 letters and digits
app-rules = What it needs
app-advice = Advice
app-advice-note = You may use it, but another one would be safer.
app-next = Next
app-review = Review and submit
app-back = Back
app-edit = Change
app-issued = The firm makes this password and sends it to you. There is nothing to enter.
app-seat = Secondary seat: { $seat }
app-seat-what = What is a secondary-seat password?
app-seat-help = A secondary seat is a spare way to the exchange. If the main seat fails, you log in there with this password and go on trading. It follows the rules of trading passwords.
app-summary = Ready to submit
app-summary-words = The passwords are encrypted as soon as you submit; we cannot read them afterwards. Please be sure that you remember them.
app-ready = Set
app-ready-issued = Sent by the firm
app-submit = Submit new passwords
app-sending = Encrypting and submitting…
app-done-title = Encrypted and submitted
app-done = Your new passwords are kept encrypted and take effect after approval. Please go back to the chat.
app-over = The application is not at this step any more; nothing was changed. Please look in the chat.
app-refused = Some passwords break a rule. Please change what is marked in red.
app-close = Back to the chat

account-futures = Futures account
account-option = Stock-option account
account-fund = Fund account
account-monitoring = Monitoring centre

kind-futures_trading = Trading password
kind-futures_fund = Fund password
kind-futures_seat = Secondary-seat password
kind-option_trading = Option trading password
kind-option_fund = Option fund password
kind-spot_trading = Spot trading password
kind-spot_fund = Spot fund password
kind-fund_trading = Trading password
kind-fund_fund = Fund password
kind-monitoring = Monitoring-centre password

rule-eight_digits = Exactly 8 digits
rule-six_digits = Exactly 6 digits
rule-letters_and_digits = 8 to 12 characters, both letters and digits
rule-repeated = No 4 equal digits in a row, such as 1111
rule-consecutive = No 4 digits in order, such as 1234 or 8765
rule-birth_date = Not your date of birth
rule-document_tail = Not the end of your document number
rule-mismatch = Both entries are the same

advice-phone_tail = It is the end of your phone number and easy to guess.
advice-account_number = It has digits of your account number and is easy to guess.
advice-same_as_other = It is the same as another password you have just set.
advice-pattern = It has a visible pattern and is easy to guess.

pdf-title = Signed agreements
pdf-customer = Customer
pdf-number = Document number
pdf-case = Case
pdf-listed = Texts signed
pdf-text-title = Title
pdf-text-version = Version
pdf-text-read = Read at
pdf-text-digest = SHA-256
pdf-consent = I have opened each of the texts above and read it to its end. I agree to all of them, I confirm this with the signing code sent to my reserved phone, and I sign this document with a digital certificate. Confirmed at { $at }.
pdf-signatures = Signatures
pdf-customer-signature = Customer's electronic signature
pdf-desk-signature = Electronic seal of the firm
pdf-signed-by = Signed by: { $name }
pdf-signed-at = Time: { $at }
pdf-serial = Certificate: { $serial }
pdf-page = Page { $n }
pdf-zone = { $time } (Beijing time)
