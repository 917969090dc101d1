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
