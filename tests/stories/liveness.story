# The challenge: too early, too late, refused, two faces, a doubt that goes to a person.
include: to_liveness
selfie: PASS
bot: @tap-ready-first
tap: @button-ready
bot: @ask-action
wait: 121
selfie: PASS
bot: @reason-too-late
tap: @button-ready
bot: @ask-action
selfie: FAIL two_faces
bot: @reason-two-faces
tap: @button-ready
bot: @ask-action
selfie: UNSURE face_doubtful
bot: @action-seen
forward-last:
bot: @reason-file-reused
tap: @button-other-way
bot: @other-way
tap: @button-ready
bot: @ask-action
film: 3 PASS
bot: @action-seen
selfie: UNAVAILABLE
bot: @reason-check-unavailable | @offer-person-unchecked | @ask-statement
button: @button-person
