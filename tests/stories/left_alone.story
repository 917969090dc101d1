# A case left alone asks once, and is closed after a day (D10).
include: to_document
wait: 1801
bot: @still-there
tap: @button-go-on
bot: @ask-document-both
wait: 86401
bot: @expired
case: phase=expired
customer: 进度 status
bot: @status-expired
