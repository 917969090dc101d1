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
