### Every word a customer reads in English. Short, polite, concrete; no jargon, no internal codes.

## Frame

frame = { $paragraphs }
progress =
    <b>Step { $number } of { $count }</b>
    { $body }
kind-line = · { $kind }
tick-on = ☑ { $kind }
tick-off = ☐ { $kind }

## Buttons

button-start = Start
button-guide = How it works
button-back = ‹ Back
button-rules = Rules
button-help = Help
button-person = A person
button-no-person = I'll go on by myself
button-call-back = Contact me when someone is there
button-case = Show { $number }
button-choose-again = Choose the refused passwords again
button-language = 中文
button-cancel = Cancel
button-cancel-yes = Yes, cancel
button-restart = Start over
button-stay = Carry on
button-go-on = Carry on
button-continue = Continue
button-status = Where is it now?
button-retry = Try again
button-resend = Send a new code
button-phone-silent = I receive nothing
button-phone-gone = I no longer have this phone
button-share-phone = 📱 Send my phone number
button-seat = What is a secondary-seat password?
button-picked = Next ({ $count } chosen)
button-safety-notice = 📄 Read the Password Safety Notice
button-notice-read = I have read it
button-set-passwords = 🔒 Set new passwords
button-secure-page = 🔒 Use the secure page instead
button-type-instead = It does not open? Type here
button-photo-tips = How do I take a clear photo?
button-fields-right = All correct, next
button-fix-name = Name
button-fix-validity = Validity
button-fix-address = Address
button-keep-field = Leave it as it is
button-photograph-again = Take new photos
button-data-consent = 📄 Read the Personal Data Authorisation
button-consent = I agree
button-other-way = I'd rather not use my face
button-cannot-speak = I can't record or speak
button-ready = I'm ready
button-submit-video = Submit the video
button-record-again = Record again
button-sign = ✍️ Sign
button-submit = Submit
button-goto-phone = Change my phone number
button-goto-name = Change my details
button-goto-selection = Choose passwords again
button-suggest-go-back = ‹ One step back
button-suggest-start-over = Start over
button-suggest-stop = Cancel
button-suggest-resend-code = Send a new code

## Names

document-resident-id = Resident ID card (second generation)
document-permanent-resident = Foreign Permanent Resident ID card (new version)
kind-futures-trading = Futures trading password
kind-futures-fund = Futures fund password
kind-futures-seat = Futures secondary-seat password
kind-option-trading = Option trading password
kind-option-fund = Option fund password
kind-spot-trading = Spot trading password
kind-spot-fund = Spot fund password
kind-fund-trading = Fund account trading password
kind-fund-fund = Fund account fund password
kind-monitoring = Monitoring centre password
agreement-safety-notice = Password Safety Notice
agreement-data-consent = Personal Data Authorisation
agreement-service = Password Reset Agreement
agreement-risk = Password Reset Risk Statement
agreement-certificate = Investor Electronic Certificate Agreement
field-name = Name
field-number = Number
field-sex = Sex
field-birth = Date of birth
field-nationality = Nationality
field-address = Address
field-issuer = Issuing authority
field-validity = Valid
field-unread = not readable
field-line = { $field }: <b>{ $value }</b>
validity = { $start } to { $end }
validity-long-term = from { $start }, no end date
action-look-ahead = <b>look straight at the camera</b>, eyes open, mouth closed
action-close-eyes = <b>close both eyes</b> (hold it for a photo; in a video, blink once)
action-open-mouth = <b>open your mouth wide</b>
action-smile = <b>smile broadly</b>
action-turn-other = <b>turn your head to the other side</b>, away from where you turned before
action-turn-head = <b>turn your head</b> to one side, so that half your face shows
step-intro = Introduction
step-name = Your name
step-document-kind = Your document
step-number = Document number
step-phone = Phone number
step-code = Code
step-records = Checking our records
step-selection = Choosing passwords
step-notice = Password Safety Notice
step-passwords = New passwords
step-document = Photos of your card
step-fields = Checking the card's details
step-consent = Your consent
step-liveness = Face check
step-statement = Video
step-agreements = Agreements
step-signing = Signing
step-submit = Submitting
step-review = Review

## Introduction

intro =
    Hello, this is the password reset desk of <b>{ $firm }</b>. Forgot a password? In about 10 minutes your request is on its way.

    <b>Who can apply</b>
    Individual customers with a mainland resident ID card, or with the new Foreign Permanent Resident ID card. The card must still be valid.

    <b>Have at hand</b>
    · your original card
    · the phone whose number we have on file
    · a quiet, bright place: you will take selfies and record a short video

    <b>Your data</b>
    New passwords are entered on our own secure page, not in this chat, and we cannot read them. Photos and video are stored encrypted and used for this check only.

    By tapping Start you agree that we process this information for your request.

## Identity

ask-name =
    Please type your <b>full name</b> as it stands on your card.
    Or simply send a photo of the front of your card and I will read it.
name-noted = Name: <b>{ $name }</b>
name-empty = I saw no text. Please type the name on your card.
name-too-long = That is too long. Please type only the name on your card.
name-not-a-name = That does not look like a name. Please type only the name on your card, without numbers or emoji.
ask-document-kind = Which document do you use?
ask-number = Please type the 18-character number of your <b>{ $document }</b>.
number-noted = Number: <b>{ $number }</b>
number-length = The number has 18 characters; you typed { $count }. Please check the card and type it again.
number-old-form = This is an old 15-digit number. Please use the 18-character number on your second-generation card.
number-characters = The number has digits only; the last one may be X. Please check the card and type it again.
number-birth-date = The birth date inside the number is not right. One digit may be wrong; please check the card.
number-check-character = The number does not add up. One or two digits may be wrong; please check the card.
number-other-kind = This number belongs to another kind of card. Type it again, or tap Back to choose the other card.
number-told-wrong = The document number you wrote seems to have a wrong digit. I will ask for it again in a moment.
ask-phone =
    Please type the <b>phone number we have on file</b> for you; the code goes there.
    Or tap the button below to send the number you use with Telegram.
phone-noted = Phone: <b>{ $phone }</b>
phone-malformed = That phone number is not complete. Please type 11 digits, for example 138 0013 8000.
phone-not-own = That is somebody else's contact. Please send your own number, or type it.
ask-code =
    If your details match our records, a code is on its way to <b>{ $phone }</b>. It is valid for { $minutes } minutes.
    Please type the 6 digits.
code-right = ✓ The code is right.
code-six-digits = The code has 6 digits. Please check the text message and type it again.
code-wrong = That code is not right. You have { $left } more { $left ->
    [one] try
   *[other] tries
    }.
code-void = Too many wrong tries: this code no longer works. Please tap “Send a new code”.
code-expired = This code has expired. Please tap “Send a new code”.
code-on-its-way = The code is being sent. Please wait a few seconds.
code-failed = The text message could not be sent. It is not your fault; please tap “Send a new code” in a moment.
code-wait = The message is on its way. You can ask for a new code in { $seconds } seconds.
code-limit = At most 3 codes can be sent in half an hour. You can ask again after { $until }; everything you entered is kept.
no-code-wanted = No code is needed right now.
phone-silent =
    If no message arrives, please check
    · reception and blocked messages on your phone
    · that it is the number we have on file

    Still nothing? Please call <b>{ $line }</b>.
phone-gone =
    If you no longer have that phone, please have your <b>phone number changed</b> first, then reset your password.
    Call <b>{ $line }</b> to learn how. Afterwards just come back here.

## Eligibility

records-asking = I am checking our records. One moment, please.
records-unavailable = Our system does not answer right now. It is not your fault. I will try again in a minute; or tap “Try again”.
records-in-order = ✓ You are verified and can go on.
refused-document-expired =
    By our records your document has expired, so the password cannot be reset yet.
    Please update it first: call <b>{ $line }</b> or visit a branch. Then come back here; it takes a few minutes.
refused-business-in-progress =
    Another request of yours is still open: <b>{ $business }</b>.
    Once it is done you can reset your password. To ask about it, call <b>{ $line }</b>.
refused-not-in-order =
    Something in your account details needs completing, so the password cannot be reset here yet.
    Please call <b>{ $line }</b>; they will tell you what is missing.
refused-no-accounts =
    You have no account whose password can be reset here.
    If you think this is wrong, please call <b>{ $line }</b>.
refused-unknown =
    I found no customer with these details.
    Please call <b>{ $line }</b> and they will help you.

## Choosing and setting passwords

ask-selection = Which passwords do you want to reset? You can tick several.
pick-at-least-one = Please tick at least one.
picks-noted =
    Passwords to reset:
    { $kinds }
seat-explained =
    The secondary-seat password logs you in to your <b>secondary trading system</b> ({ $seat }).
    It is separate from the main system's trading password: reset the one of the system you use.
ask-notice =
    Before you set a password, please read the Password Safety Notice.
    In short: only you know it; no birthday, card or phone number; never tell anyone — our staff will never ask.
ask-passwords =
    Please set your new passwords:
    { $kinds }

    The button opens our secure page. Passwords do not pass through this chat and we cannot read them.
password-set = ✅ { $kind }
password-open = ○ { $kind }
password-issued = 🏦 { $kind } (made by us and sent to you; nothing to enter)
ask-password-typed =
    Type the new <b>{ $kind }</b> <b>twice in one message</b>, with a space between.
    { $rule }

    I delete the message at once. The secure page is the safer way.
password-deleted = Your message has been deleted.
password-typed-deleted = ✓ Got it. Your message has been deleted.
password-once-more = Please type the password twice in one message, with a space between.
password-refused = This password cannot be used:
password-not-asked = That looked like a password, so I deleted the message. Please do not send passwords in the chat; I will offer the secure page when it is time.
passwords-sealed = ✓ Your new passwords are locked away and take effect after approval.
password-eight-digits = · it must have exactly 8 digits
password-six-digits = · it must have exactly 6 digits
password-letters-and-digits = · it must have 8 to 12 characters, letters and digits
password-repeated = · no 4 equal digits in a row
password-consecutive = · no 4 digits counting up or down, like 1234 or 8765
password-birth-date = · not your date of birth
password-document-tail = · not the end of your document number
password-mismatch = · the two entries differ
advice-phone-tail = Note: this is the end of your phone number and easy to guess.
advice-account-number = Note: this is part of your account number and easy to guess.
advice-same-as-other = Note: it is the same as another new password. Different ones are safer.
advice-pattern = Note: this is a simple pattern and easy to guess.
password-rules =
    <b>Password rules</b>
    { $lines }
rule-digits-8 = · Trading and secondary-seat passwords: 8 digits; no 4 in a row equal, counting up or down; not your date of birth or the last 8 of your document number
rule-digits-6 = · Fund passwords: 6 digits; no 4 in a row equal, counting up or down; not your date of birth or the last 6 of your document number
rule-alphanumeric = · Monitoring centre password: 8 to 12 characters, letters and digits; no 4 digits in a row equal, counting up or down
rule-issued = · Passwords made by us: nothing to choose; you receive them after approval

## Document

ask-document-both =
    Please photograph both sides of your <b>{ $document }</b>, in any order.
    The original, all four corners, sharp, no glare. Sending it as a file keeps it sharper.
ask-document-front = Now the <b>portrait side</b> of your <b>{ $document }</b>, please.
ask-document-back = Now the <b>other side</b> of your <b>{ $document }</b>, please (the one without the portrait).
photo-please = A photo is needed here. Please photograph the original card and send it as a photo or picture file.
checking-card = Got the photo. Looking at it, a few seconds.
card-front-taken = ✓ Portrait side received.
card-back-taken = ✓ Other side received.
ask-fields =
    Please check what I read:
    { $lines }

    The number cannot be changed by hand; if it is wrong, take new photos. To correct something else, tap it below.
ask-field-name = Please type the name on your card.
ask-field-validity = Please type both dates, for example 2015.03.01-2035.03.01. No end date: 2015.03.01-long term.
ask-field-address = Please type the full address on your card.
field-corrected = ✓ Changed.
field-missing = { $field }: I could not read it. Please add it.
validity-malformed = I could not read these dates. Please type both, for example 2015.03.01-2035.03.01.
validity-over = By these dates the card has expired and cannot be used. Please use a valid card or check the dates.
address-malformed = The address should have { $least } to { $most } characters. Please type it in full.

## Face and video

ask-consent =
    Next I check your face and voice. Please open and read the Personal Data Authorisation, then tap “I agree”.
    If you do not agree, tap “I'd rather not use my face” for other ways.
consent-unread = Please open the Personal Data Authorisation with the button first, then tap “I agree”.
other-way =
    There are other ways than the face check:
    · call <b>{ $line }</b> for a video call with our staff
    · visit a branch with your original card

    What you entered is kept.
ask-liveness =
    Now the face check: I will name { $count } actions, one after another. For each, send a selfie or a few seconds of video.
    You have { $seconds } seconds for each. Find a bright place, show your whole face, no mask or sunglasses.
ask-action =
    Action { $number } of { $count }: please { $action }.
    Send a selfie or short video within { $seconds } seconds.
action-seen = ✓ Well done.
liveness-over = ✓ Face check passed.
selfie-please = A selfie or a short video is needed here.
tap-ready-first = Please tap “I'm ready” first; then I name the action. It is random, so pictures taken before do not help.
checking-face = Got it. Looking at it, a few seconds.
ask-statement =
    Please record a video (normal or round), look at the camera and <b>read all of this aloud</b>:

    <b>{ $spoken }</b>
ask-phrase =
    Then add: <b>{ $phrase }</b>
    (Say “{ $read }”. The digits are new for every recording; they are not the code of a text message.)
ask-statement-how = At least { $seconds } seconds. Whole face in the picture, loud and clear. Nobody is on the line; you can record again. If you cannot speak, there is another way below.
phrase-read = { $first } { $second } { $third } { $fourth }
phrase-wanted = Some digits are spoken with it now. Please record it once more as below.
digit-0 = zero
digit-1 = one
digit-2 = two
digit-3 = three
digit-4 = four
digit-5 = five
digit-6 = six
digit-7 = seven
digit-8 = eight
digit-9 = nine
statement-phrase = My digits are { $digits }
statement = I am { $name } in person. I acknowledge all trading results up to now, and I accept every risk and consequence of this password reset.
ask-replay = I have your video. Please play it above: if it is complete and clear, submit it; if not, record again.
video-please = A video is needed here. Please record a video or a round video message and read the text aloud.
checking-statement = Your video is submitted. Checking takes about a quarter of a minute; you can ask me things meanwhile.
statement-checking = Your video is being checked. I will tell you at once.
statement-taken = ✓ Video accepted.
card-unchecked = The automatic check is not available just now, so this photo has not been looked at. It does not count as a try; please send it again in a moment.
still-checking = I am still looking at the last one and will tell you at once.
marked-here = Please look at the framed part of your photo.
tries-used = That was try { $used }; after { $limit } a person can help. Please try again.
tries-used-up = That makes { $limit } tries. No worry: you can go on trying, or tap “A person” for help.

## Reasons of checks

reason-empty-file = The file is empty; it may not have been sent completely. Please send it again.
reason-unreadable-file = The file cannot be opened. Please take it again and send it.
reason-unsupported-type = I cannot look at this kind of file. Please send photos as JPG or PNG and record videos with your phone.
reason-file-too-large = This file is too large for me to open (20 MB at most). Please send photos as a “photo”, and record videos shorter, in ordinary quality.
reason-too-few-pixels = The picture is too small to read. Please use the original or move closer.
reason-check-unavailable = The automatic check is not available; our staff will look at this one.
reason-not-a-card = I see no card in the photo. Please lay it flat so that it fills most of the picture.
reason-wrong-kind = This is not the card you chose. Please photograph the original of that card.
reason-wrong-side = This is the wrong side. Please photograph the other one.
reason-cut-off = The card is cut off. Please keep all four corners in the picture.
reason-blurred = The photo is blurred. Hold the phone still and tap the text to focus.
reason-too-dark = It is too dark. Please take the photo in a brighter place.
reason-glare = There is glare on the card. Please tilt it away from the light.
reason-glare-at = { $field }: glare hides it. Please tilt the card away from the light.
reason-covered = Part of the card is covered. Please hold it by its edges.
reason-covered-at = { $field }: it is covered. Please hold the card by its edges.
reason-copy = This looks like a photocopy. Please photograph the original card.
reason-screen = This looks like a photo of a screen. Please photograph the original card.
reason-number-unreadable = I could not read the number. Please move closer and hold still.
reason-field-unreadable = Some of the text is not readable. Please take the photo again.
reason-field-unreadable-at = { $field }: I could not read it. Please take the photo again.
reason-number-contradicted = The number does not fit the birth date or sex printed on the card. Please photograph the original clearly.
reason-number-mismatch = The number on the card differs from the one you typed. Please use your own card; if you mistyped it, tap Back.
reason-name-mismatch = The name on the card differs a little from what you typed; our staff will have a look.
reason-validity-differs = The card is valid until another day than in our records; our staff will compare.
reason-document-expired = This card has expired. Please use a valid one.
reason-portrait-missing = I see no portrait on the card. Please photograph the side with the picture, uncovered.
reason-no-face = I see no face. Please look at the camera in a brighter place.
reason-two-faces = There is more than one face. Please be alone in the picture.
reason-face-too-small = Your face is too far away. Please come closer.
reason-face-cut-off = Your face is cut off. Please keep all of it in the picture.
reason-face-left = Your face left the picture. Please stay in front of the camera.
reason-other-face = It does not match the portrait on the card. Please do it yourself, without mask or sunglasses, in even light.
reason-face-doubtful = The portrait on the card is hard to compare; our staff will have a look.
reason-action-missing = I did not see the action. Please do it again, a little more clearly.
reason-action-doubtful = The action was not quite clear; our staff will have a look.
reason-too-late = Time is up. No problem: start again when you are ready; the actions will change.
reason-face-covered = Something covers your face. Please take off mask or dark glasses, move your hand away, and try again.
reason-looking-away = You are not facing the camera. Please look straight at it and try again.
reason-same-side = This time please turn your head to the other side than before.
reason-recorded-before = This video was begun before I named the action. Please start recording after that.
reason-face-on-screen = This looks like a photo of a screen or picture. Please take it of yourself, straight into the camera.
reason-portrait-copied = This looks like the portrait on the card itself. Please take a new picture of yourself.
reason-stitched = The video seems to be put together. Please record it in one go, without editing.
reason-still-image = It looks like a picture, not like somebody moving. Please record yourself live.
reason-file-reused = This file was used before or forwarded. Please take a new one now.
reason-too-short = The video is too short. Please read the whole text from beginning to end.
reason-too-long = The video is too long; less than a minute is enough.
reason-no-sound = The video has no sound. Please allow the microphone and record again.
reason-too-quiet = It is too quiet. Please speak up, closer to the microphone.
reason-too-noisy = It is noisy around you. Please record in a quiet place.
reason-no-speech = I did not hear you speak. Please look at the camera and read the text aloud.
reason-sentence-missing = Part of the text was not heard. Please read all of it once more.
reason-sentence-missing-words = I did not hear this: “{ $words }”. Please read the whole text once more.
reason-name-not-heard = I did not hear your name. Please say “I am” and your full name clearly.
reason-negated = What I heard means something else. Please read the text as it is.
reason-words-doubtful = A few words were not quite clear; our staff will listen to it.
reason-lips-doubtful = Your lips do not seem to move with the voice. Please read it again yourself, without adding sound afterwards.
reason-phrase-not-heard = I did not hear the four digits of this recording. Please say the new ones at the end, one by one, in a fresh recording.
reason-phrase-doubtful = One of the digits was not quite clear; our staff will listen to it.
reason-lips-still = I heard a voice, but your lips did not move. Please read it yourself, facing the camera.

## Agreements and submission

ask-agreements = Please open each agreement below, read to its end and confirm there. { $left } still to read.
ask-sign = You have read them all. Tap Sign and I send a second code to your phone.
agreements-unread = { $left } still to read before you can sign.
ask-signing-code =
    The signing code is on its way to <b>{ $phone }</b>, valid for { $minutes } minutes.
    By typing these 6 digits you sign the agreements above.
signing-now = Signing. One moment, please.
signing-failed = Signing did not work. It is not your fault; please tap “Try again”.
signed = ✓ The agreements are signed.
ask-submit =
    A last look:
    Name: <b>{ $name }</b>
    Passwords to reset:
    { $kinds }

    If everything is right, tap Submit.
submitting = Submitting. One moment, please.
submission-failed = Submitting did not work. It is not your fault; nothing is lost. Please tap Submit again in a moment.
submitted =
    ✅ <b>Your request is submitted</b>
    Our staff will review it. Until then your old passwords keep working.

## Review and results

approved = Request <b>{ $number }</b> is approved. I am passing your new passwords on; one moment, please.
returned =
    Your request needs something more:
    { $items }

    Everything else is kept. Tap Continue and do only these again.
returned-item =
    <b>{ $step }</b>
    { $why }
returned-picture = This is what you sent last time ({ $side }):
returned-please-again = Please do it once more.
reviewer-words = Our staff write: { $words }
resumed = Good, only what is missing.
results =
    <b>Results</b>
    { $lines }
result-waiting = ⏳ { $kind }: being processed
result-in-effect = ✅ { $kind }: the new password works now
result-refused = ❌ { $kind }: not changed. { $why }
result-pending = ⏳ { $kind }: accepted, takes effect later
result-pending-until = ⏳ { $kind }: accepted, takes effect about { $until }
refusal-same-as-old = The new password must differ from the old one.
refusal-rule = It does not meet this system's rules.
refusal-account-locked = The account is locked; please ask us to unlock it.
refusal-account-closed = This account is closed.
refusal-other = Please call us to learn why.
finished = That is all for this request. Write to me whenever you need me again.
status-open = Your request is not submitted yet. You are at: { $step }.
status-checking = What you sent is being checked.
status-in-review =
    Application number <b>{ $number }</b>, being reviewed.
    Submitted: { $at }. Expect a result by { $due }; I will tell you at once.
status-returned =
    Request <b>{ $number }</b> needs something more from you:
    { $items }
status-results =
    Request <b>{ $number }</b>:
    { $lines }
status-refused = Last time it could not be done: the records did not meet the conditions. Once they are updated you can start again.
status-cancelled = The last request was cancelled; no password was changed.
status-expired = The last request was closed after a long pause; no password was changed.

## At any time

person =
    You can reach a person at <b>{ $line }</b>.
    Tell them you are resetting a password. What you entered here is kept; carry on any time.
language-changed = All right, English it is.
welcome-back = Welcome back. Let's go on.
went-back = All right, back to this step.
no-way-back = There is no earlier step to go back to.
restarted = All right, from the beginning. What you entered before is gone.
cancelled = Cancelled. Your new passwords are destroyed and the old ones keep working. Write to me whenever you need me.
still-there = Are you still there? Everything you entered is kept; carry on whenever you like.
expired = This request was left alone for too long, so I closed it and destroyed the new passwords; the old ones keep working. Write to me to start again.
handed-back = You are back with the assistant. Let's go on.
stale-button = This button is from an earlier message. Please use the newest one.
edited-unread = I saw that you edited a message, but I only read new ones. Please send it again.
not-needed-now = That is not needed right now.
no-picture-wanted = No photo or video is needed right now. I will ask when it is time.
not-understood = Sorry, I did not understand. Please put it another way, or go on below.
not-understood-twice = Sorry, I still do not understand. Please go on below, or tap “A person” for help (phone <b>{ $line }</b>).
nlu-down = Sorry, I cannot answer free questions right now; your request is not affected. Please go on below, or call <b>{ $line }</b>.
too-late-to-change = This can no longer be changed at this point. You can cancel and start over, or ask a person.
suggest-goto = To change it, tap below. The steps after it will be asked again.
suggest-go-back = Go one step back?
suggest-start-over = Start over? What you entered will be gone.
suggest-stop = Cancel this request? What you entered will be gone, new passwords destroyed; the old ones keep working.
suggest-resend-code = Send a new code?

## Help for each step

help-intro = I take you through it step by step: your details, new passwords, photos of your card, face check and video, agreements, then review. You can stop any time; nothing is lost.
help-name = Type the name as printed on your card. For the permanent resident card, the name in Latin letters.
help-document-kind = Choose the card you hold. Of the Foreign Permanent Resident ID card only the new version (since 2023) is accepted.
help-number = 18 characters, the last may be X. Spaces and dashes do not matter.
help-phone = It is the number you registered with us when opening the account or changed later. Not sure? Please call us.
help-code = The code is the 6 digits in the text message, valid for 3 minutes. You can ask for a new one; if you no longer have the phone, tap the button.
help-records = I am asking our systems; it usually takes seconds.
help-selection = Tap to tick, tap again to untick. You can choose several, then tap Next.
help-notice = Open the notice with the first button, read it, then tap “I have read it”.
help-passwords = “Set new passwords” opens the secure page. Enter each one twice; the page tells you what does not fit the rules.
help-document = Lay the original card on a dark table, hold the phone parallel, all corners in the picture, no glare. One photo of each side.
help-fields = Check what was read. Name, validity and address can be corrected; a wrong number needs new photos.
help-consent = Open the authorisation, read it, then tap “I agree”. If you prefer not to, choose another way.
help-liveness = After you start, do the action I name and send a selfie or a few seconds of video in time. Whole face, bright light.
help-statement = Use the front camera, look at it, read the whole text and the digits aloud, at least 5 seconds, then send it.
help-agreements = Open each one, scroll to its end, confirm, come back here and sign.
help-signing = Type the 6 digits of the signing code. If it does not arrive, ask for a new one.
help-submit = If all is right, tap Submit. Until then you can still go back.
help-review = Your request is submitted. Ask me “what's my status” at any time.

## Frequent questions

answer-reset-password = Sure, that is what we are doing. Please go on below.
answer-ask-who-may-apply = Individual customers with a mainland resident ID or the new Foreign Permanent Resident ID card, valid, and with no other request open. Companies, please contact a branch.
answer-ask-documents = Your original card: the second-generation resident ID or the new Foreign Permanent Resident ID. Passports, driving licences, temporary cards and copies do not work.
answer-ask-password-kinds = Futures: trading, fund and secondary-seat passwords; options and spot: trading and fund; fund accounts: trading and fund; and the monitoring centre. You are shown those you hold.
answer-ask-secondary-seat = It logs you in to the secondary trading system and is separate from the main trading password. If you never opened one, you need not care.
answer-ask-code-not-received = Please check reception and blocked messages; you can ask for a new code after a minute. Still nothing? Call <b>{ $line }</b>. If the number is no longer yours, it must be changed first.
answer-ask-phone-out-of-use = If you no longer use that number, please have it changed first, then reset the password. Call <b>{ $line }</b> to learn how.
answer-ask-why-video = The video shows that it is really you and that you want this, so that nobody can change your password in your name. It is stored encrypted and only reviewers see it.
answer-ask-photo-tips = For the card: dark flat surface, phone parallel, all four corners visible, no lamp reflected, tap to focus, then shoot.
answer-ask-video-tips = For the video: a quiet, bright place, phone at eye level, whole face, read the text aloud to the end, at least 5 seconds. You can record again.
answer-ask-agreements = You sign the password reset agreement and its risk statement; the first time also the electronic certificate agreement. Take your time; the signed file is archived.
answer-ask-how-long = Filling it in takes about 10 minutes; the review usually { $days } trading { $days ->
    [one] day
   *[other] days
    }. Your old passwords work until then.
answer-ask-cost = It is free. Whoever asks you for money for it is not us.
answer-ask-hours = You can submit here at any hour; reviews are done during working hours on trading days. Urgent? Call <b>{ $line }</b>.
answer-ask-safe = New passwords are entered on a secure page and locked at once; neither we nor our staff can read them. Photos and video are encrypted, only reviewers see them. We never ask for your old password or for money.
answer-ask-genuine = This is the official password reset desk of { $firm }. You can verify it at <b>{ $line }</b>. We never ask for old passwords, bank passwords or money.
answer-ask-data-use = Your card, face and video are used for this check only, stored encrypted and deleted in time; nobody else gets them. Details are in the Personal Data Authorisation; you may choose a way without the face check.
answer-ask-trade-meanwhile = Yes. Until your request is approved your old passwords work as before; positions and trading are not affected.
answer-affirm = All right. Where something is to be confirmed, please tap the button below.
answer-deny = All right, no hurry. To change something, use the buttons below.
answer-wait = No hurry. Everything is kept.
answer-greet = Hello!
answer-thanks = You're welcome.
answer-goodbye = Goodbye. What you entered is kept for 24 hours; come back and carry on.
answer-insult = I'm sorry this is frustrating. Let me go on helping; or tap “A person”, or call <b>{ $line }</b>.
answer-frustration = I'm sorry for the trouble. Let's take it step by step; or tap “A person” for help, or call <b>{ $line }</b>.

## A person

offer-person-unchecked = If you would like help, tap “A person”.
offer-person = Two items were hard to tell; our staff will look at them. If you would like help, tap “A person”.
queue-next = I have called a person for you. You are next: about { $minutes } min. You can go on here meanwhile.
queue-place = I have called a person for you. { $ahead } ahead of you: about { $minutes } min. You can go on here meanwhile.
queue-slow = Sorry for the long wait; everybody is still busy and I have reminded them. You can go on by yourself, be contacted when someone is free, or call <b>{ $line }</b>.
queue-nobody = Nobody is online just now; I have let them know. You can go on by yourself, be contacted when someone is there, or call <b>{ $line }</b>.
queue-closed = Our staff are off duty until { $opens }. You can go on by yourself, be contacted when they are back, or call <b>{ $line }</b>.
no-person = All right, no more waiting for a person. Let's go on.
call-back = All right, someone will contact you here when they are there. You can go on meanwhile.
agent-serves = 👤 { $agent } from customer service is with you now.
agent-says =
    👤 <b>Agent { $agent }</b>
    { $words }
back-with-assistant = You are back with the assistant.
handed-back-silence = There were no new messages for a while. You are back with the assistant; tap “A person” whenever you need one.
ended-by-agent = Customer service closed this case. The new passwords are destroyed, and your present passwords go on working.
frozen = This case is on hold: the owner of the reserved phone says it was not them. If you have questions, call <b>{ $line }</b>.
unfrozen = That is cleared up. You can go on now.

## Status

timeline =
    <b>What happened</b>
    { $lines }
milestone-opened = { $at } started
milestone-verified = { $at } identity and phone verified
milestone-submitted = { $at } submitted for review
milestone-returned = { $at } returned, something to correct
milestone-resumed = { $at } correcting began
milestone-approved = { $at } approved
milestone-in-effect = { $at } { $kind }: in effect
milestone-password-refused = { $at } { $kind }: refused
milestone-pending = { $at } { $kind }: accepted, not yet in effect
milestone-done = { $at } finished
milestone-refused = { $at } not eligible, ended
milestone-cancelled = { $at } cancelled
milestone-expired = { $at } closed after waiting too long
milestone-frozen = { $at } on hold: the phone's owner says it was not them
milestone-unfrozen = { $at } cleared up, going on
status-overdue =
    Application number <b>{ $number }</b>, still being reviewed.
    Submitted: { $at }. It is taking longer than promised, sorry; we have reminded the reviewers and I will tell you at once.
status-earlier = Application <b>{ $number }</b> ({ $at }): { $state }.
status-unknown-number = I find no such application of yours. Please check the number; if it was made from another Telegram account, first enter your name and document number here and the code.
status-prove-first = To see applications made from another Telegram account, first enter your name and document number here and the code.
phase-open = being filled in
phase-in-review = in review
phase-returned = returned, waiting for you
phase-applying = approved, passwords on their way
phase-done = finished
phase-refused = not eligible
phase-cancelled = cancelled
phase-expired = closed after waiting too long
earlier-found =
    You also have these applications:
    { $lines }
choose-again = All right: only the refused passwords are chosen again, nothing else.
sent-again = ✓ New passwords received and on their way; one moment.

## Agents' ready-made answers

ready-hello = Hello, let me help you. One moment, I am looking at your case.
ready-photo = Please put the card on a dark surface with all four corners in the picture and no glare, then send it again.
ready-phone = The reserved phone has to be changed first, then the code will reach you. What you entered here is kept.
ready-wait = Please give me a few minutes; I am checking and will be back.
ready-done = That is solved. The assistant will go on with you now.
