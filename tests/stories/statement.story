# The spoken statement: a photograph, too short, recorded again, refused, doubted.
include: to_statement
selfie: PASS
bot: @video-please
film: 3 PASS
bot: @reason-too-short
film: 8 FAIL too_quiet
bot: @ask-replay
tap: @button-record-again
bot: @ask-statement
film: 8 FAIL too_quiet
bot: @ask-replay
tap: @button-submit-video
bot: @reason-too-quiet
film: 8 UNSURE words_doubtful
bot: @ask-replay
tap: @button-submit-video
bot: @ask-agreements
case: step=agreements
