# What agents and reviewers read

## An agent's topic

desk-why-asked = The customer asks for a person
desk-why-tries = Several tries did not pass
desk-why-unsure = Two checks were unsure
desk-why-not-understood = The assistant did not understand twice
desk-why-upset = The customer is upset
desk-why-other-way = Cannot use the face or video step
desk-why-stepped-in = An agent stepped in
desk-why-not-me = The phone's owner says it was not them
desk-customer-said = 👤 { $words }
desk-customer-edited = 👤 (edited) { $words }
desk-customer-sent = 👤 sent { $media } { $words }
desk-evidence = 👤 sent { $media } for this step; it is being checked (only reviewers see it)
desk-media-photo = a photo
desk-media-document = a file
desk-media-video = a video
desk-media-video-note = a round video
desk-media-voice = a voice message
desk-media-audio = an audio file
desk-media-animation = an animation
desk-media-sticker = a sticker
desk-media-other = something else
desk-check =
    🔎 Check result (the customer was not told): { $verdict }
    { $reasons }
desk-moved = ➡️ Now at: { $step } (the customer was not told)
desk-not-wanted = The customer goes on with the assistant and no longer waits for a person.
desk-callback = The customer would like to be contacted when somebody is there.
desk-remind-wait = ⏰ The customer has waited { $minutes } min and nobody has answered.
desk-remind-answer = ⏰ { $agent }: the customer is waiting for your reply.
desk-handed-back-silence = Nobody wrote for a while: the talk went back to the assistant (was with { $agent }).
desk-unmasked = 👁 { $agent } looked at full details. Reason: { $reason }
desk-frozen = 🧊 The owner of the reserved phone says it was not them. The case is frozen; a supervisor must look into it.
desk-take-first = Tap “Take” first.
desk-held-by = { $agent } has this conversation.
desk-case-over = This case is over. You can take the talk once the customer writes again.
desk-no-code-step = No code is needed at this step.
desk-not-reopened = This step cannot be opened again now.
desk-not-waived = Only the face and video steps can go to the reviewers this way, while the customer is at that step.
desk-not-ended = A submitted application cannot be closed by an agent.
verdict-pass = passed
verdict-fail = failed
verdict-unsure = unsure

desk-title = { $icon } { $name } · { $step }
desk-name = { $name }
desk-no-name = New customer
desk-card = { $lines }
desk-card-who = <b>{ $name }</b> ({ $language })
desk-card-place = Step: { $step }; state: { $phase }
desk-card-number = Application: <b>{ $number }</b>
desk-card-why = Why a person: { $why }
desk-card-held = 🟢 with { $agent }
desk-card-waits = 🔔 waiting for a person since { $since }
desk-card-callback = 📞 { $since }: wants to be contacted when someone is there
desk-card-bot = 🤖 with the assistant
desk-card-blocked = 🚫 The customer blocked the bot: messages do not arrive
desk-card-tries = · { $step }: failed { $count } times
desk-card-checking = · { $step }: being checked
desk-card-doubt = · { $step }, unsure: { $reason }
desk-called = 🔔 <b>{ $why }</b>
desk-button-take = Take
desk-button-recent = Last messages
desk-button-prompt = Ask this step again
desk-button-back = ‹ Back one step
desk-button-resend = Send a new code
desk-button-waive = Pass to the reviewers
desk-button-ready = Ready-made…
desk-button-pass = Pass to a colleague…
desk-button-reopen = Reopen a step…
desk-button-unmask = Full details…
desk-button-take-over = Supervisor: take over
desk-button-end = Close the case…
desk-button-end-yes = Close it, destroy new passwords
desk-button-handback = Back to the assistant
desk-button-handback-at = Back, at a step…
desk-button-colleague = Pass to { $agent }
desk-button-close = ‹ Close menu
desk-button-unfreeze = Cleared up: unfreeze
desk-button-open = Open { $number }
ready-title-hello = Hello, let me help
ready-title-photo = How to photograph the card
ready-title-phone = Change the phone first
ready-title-wait = One moment, checking
ready-title-done = Solved, back to the assistant
desk-reason-identity = Verifying identity by phone
desk-reason-callback = Contacting the customer
desk-reason-police = Official inquiry
desk-full-number =
    { $name }
    { $number }
    On record; a supervisor is told.
desk-not-relayed = Not sent to the customer: { $why }
desk-recent =
    <b>Last messages</b> (secrets covered)
    { $lines }
desk-recent-none = No messages yet.
desk-recent-customer = { $at } 👤 { $words }
desk-recent-media = { $at } 👤 [{ $media }]
desk-recent-agent = { $at } 🟢 { $agent }: { $words }
desk-recent-check = { $at } 🔎 check: { $verdict }
desk-supervisors-only = Only a supervisor can do this.
desk-agents-only = Only agents and supervisors can do this.
desk-no-role = You have no role yet. Ask a supervisor to reply to a message of yours with /grant agent.
desk-nobody = There is no such colleague.
desk-on-duty = 🟢 { $agent } is on duty and can take customers.
desk-off-duty = ⚪ { $agent } is off duty. Conversations still held: { $held }; please hand them back or pass them on.
desk-queue =
    Waiting { $waiting } · served { $held } · in review { $review }
    { $lines }
desk-queue-empty = Nobody is waiting.
desk-queue-line = { $icon } { $name } · { $state }
desk-not-found = Nothing found. Give the whole application number, or at least its last 4 digits.
desk-found = { $lines }
desk-found-line = { $icon } <b>{ $number }</b> { $name } · { $phase } · { $at }
desk-staff =
    <b>Staff</b>
    { $lines }
desk-person = { $sign } { $agent } { $person } ({ $roles })
desk-grant-how = Reply to a message of theirs with: /grant agent, or reviewer, supervisor, or several; take away with /revoke.
desk-not-yourself = You cannot change your own roles; ask another supervisor.
desk-granted = Changed: { $person }
desk-help =
    /on · /off duty · /queue who waits
    /find number or last digits · /staff
    Supervisors: reply to somebody with /grant agent or /revoke agent
    What you write in a topic goes to the customer; what begins with # is a note for colleagues only.
role-agent = agent
role-reviewer = reviewer
role-supervisor = supervisor
language-zh = Chinese
language-en = English

## Review

item-front = Front of the card
item-back = Back of the card
item-fields = Card details
item-liveness = Face check
item-statement = Statement video
item-agreements = Agreements
review-over = This application is not in review now.
review-frozen = 🧊 The phone's owner says it was not them. The case is frozen and cannot be reviewed.
review-own-talk = You served this customer, so you cannot review this application.
review-take-first = Tap “Take the review” first.
review-held-by = { $agent } is reviewing it.
review-for-supervisor = It was escalated: a supervisor reviews it.
review-nothing-returned = Choose what to return and why first.
review-undecided =
    Not decided yet, or in need of a second reviewer:
    { $lines }
review-overdue = ⏰ The promised time ({ $due }) has passed. Please review it soon.

## A review's topic

review-title = { $icon } { $number } { $name }
review-card =
    <b>{ $icon } Review { $number }</b>
    { $paragraphs }
review-lines = { $lines }
review-and = { $one }, { $rest }
review-beside = { $one } | { $rest }
review-who = Customer: { $name } · { $document }
review-no-document = no document chosen
review-language = Language: { $language }
review-kinds = To reset: { $kinds }
review-submitted = Submitted: { $at }
review-due = Promised by: { $at }
review-due-over = ⏰ Promised time passed: { $at }
review-free = 🆕 Nobody has taken it yet
review-held = 🔎 { $agent } is reviewing it
review-escalated = ⬆️ Escalated: a supervisor reviews it
review-phase-open = ↩️ Returned, the customer is working on it
review-phase-in-review = In review
review-phase-returned = ↩️ Returned, waiting for the customer
review-phase-applying = ⏳ Approved, passwords on their way
review-phase-done = ✅ Finished
review-phase-refused = ⚪ Not eligible, over
review-phase-cancelled = ⚪ Cancelled
review-phase-expired = ⚪ Closed, nothing was corrected in time
review-items =
    <b>What to review</b>
    { $lines }
review-item = { $mark } <b>{ $item }</b>: { $verdict }
review-finding = └ { $why }
review-waived = └ The check refused it and an agent let it pass: two reviewers have to accept it
review-corrected = └ Changed by the customer by hand: { $fields }
review-accepted = └ ☑ accepted ({ $agents })
review-returned = └ ↩ to be returned ({ $agents })
review-second = └ A second reviewer has to accept it too
review-public-words = └ To the customer: { $words }
review-internal-words = └ 🔒 Internal: { $words }
review-fields =
    <b>Card details</b>
    { $lines }
review-compared = { $mark } { $field }: { $value }
review-source = { $source } { $value }
review-source-read = read
review-source-typed = typed
review-source-confirmed = confirmed
review-source-firm = our records
review-source-number = by the number
review-sex-male = male
review-sex-female = female
review-day = { $day }
review-long-term = long-term
review-statement =
    <b>Statement</b>
    { $lines }
review-to-read = To read: { $words }
review-heard = Heard: { $words }
review-nothing-heard = Heard: no transcript, please listen to the video
review-no-recording = Heard: there is no recording
review-agreements =
    <b>Agreements</b>
    { $lines }
review-agreement = { $agreement } · version { $version } · { $sha }
review-signed = Signed: { $at } · PDF { $sha }
review-not-signed = Not signed yet
review-rounds =
    <b>Returned before</b>
    { $lines }
review-round = Round { $number }: { $at }, { $agent } returned { $items }
review-round-item = { $item } ({ $why })
review-new-round = 🔁 Round { $number }: these were done again: { $items }. Please review once more.
review-new-round-bare = 🔁 Round { $number }: the customer submitted again. Please review once more.
review-results =
    <b>Results</b>
    { $lines }
review-cut = … (too long, the rest is not shown)
review-button-take = Take the review
review-button-take-up = Take the review (supervisor)
review-button-drop = Give it back
review-button-evidence = 👁 Show evidence
review-button-details = 📊 Measurements
review-button-accept = ✓ { $item }
review-button-accepted = ☑ { $item }
review-button-return = ↩ { $item }
review-button-returned = ↩ chosen: { $item }
review-button-second = Second yes: { $item }
review-button-approve = ✅ Approve
review-button-send-back = ↩️ Return what was chosen
review-button-escalate = ⬆️ To a supervisor
review-button-unfreeze = Unfreeze (supervisor)
review-button-words = ✍️ In my own words
review-button-close = ‹ Back
review-button-where = { $why } ›
review-button-anywhere = No place named
review-why-blurred = Blurred
review-why-glare = Glare
review-why-cut-off = Cut off
review-why-covered = Covered
review-why-copy = Photocopy
review-why-screen = Photo of a screen
review-why-wrong-side = Wrong side
review-why-number-mismatch = Number differs
review-why-document-expired = Expired
review-why-name-mismatch = Name differs
review-why-field-unreadable = Not readable
review-why-other-face = Another person
review-why-action-missing = No action seen
review-why-still-image = Still picture
review-why-face-cut-off = Face cut off
review-why-two-faces = Two faces
review-why-sentence-missing = Not all was read
review-why-name-not-heard = Name not heard
review-why-too-quiet = Too quiet
review-why-too-noisy = Too noisy
review-why-lips-still = Lips do not move
review-why-none = Have it done again
review-why-at = { $why }: { $field }
review-not-a-reviewer = Only reviewers and supervisors can do this.
review-ask-words = ✍️ { $agent }: reply to this message with what the customer is to read about “{ $item }”; it is passed on as it is. Words after # are an internal note for colleagues only.
review-words-only-text = Please reply with text only; it must not be empty.
review-words-too-long = That is too long. Please stay within { $limit } characters.
review-words-for-what = Tap the item to be returned first, then reply.
review-note-decide-first = A colleague accepted this item. Decide it yourself first, then add the note.
review-being-shown = The evidence is being prepared and will appear in this topic. That you look at it is on record.
review-no-evidence = This application has no photos and no video.
review-shown = <b>{ $what }</b> · shown to { $agent } · { $at }
review-watermark = Reviewer { $agent } · { $at }
review-part-front = Front of the card
review-part-back = Back of the card
review-part-sheet = Face check and statement in pictures
review-part-film = Statement video
review-media-gone = { $what }: no longer stored (it goes at the end of its retention), so it cannot be shown.
review-media-unreadable = { $what }: it cannot be opened. { $why }
review-some-gone = { $count } more are no longer stored (they go at the end of their retention).
review-action-look-ahead = looks ahead
review-action-close-eyes = eyes closed
review-action-open-mouth = mouth open
review-action-turn-head = head turned
review-details =
    <b>Measurements</b>
    { $paragraphs }
review-no-details = No measurements are kept.
review-medium =
    <b>{ $what }</b>: { $verdict }
    { $lines }
review-item-action = { $item } · { $action }
review-score = { $what }: { $value }
review-score-other = { $name }
review-made-by = Models: { $models } · thresholds { $thresholds } · { $seconds } s
review-score-sharpness = Sharpness
review-score-brightness = Brightness
review-score-contrast = Contrast
review-score-chroma = Colour
review-score-glare = Share under glare
review-score-moire = Moiré
review-score-outline = Outline found (1 yes, 0 no)
review-score-face-width-share = Width of the face (share)
review-score-face-share = Frames with a face (share)
review-score-face-brightness = Brightness of the face
review-score-pixel-change = Change between frames
review-score-selfie-distance = Distance to the first selfie
review-score-card-distance = Distance to the card's portrait
review-score-seconds = Length (s)
review-score-eyes-least = Eyes open (least)
review-score-mouth-most = Mouth open (most)
review-score-yaw-most = Head turned (most)
review-score-speech-s = Speech (s)
review-score-lips = Lips and sound agree
review-score-loudness-dbfs = Loudness (dBFS)
review-score-signal-to-noise-db = Signal to noise (dB)
review-score-coverage = Share of the text heard
review-score-least-clause = Share of the worst clause
review-score-name = Name heard (likeness)
review-score-insertions = Words too many
