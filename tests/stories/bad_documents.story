# At the document step: wrong files, wrong cards, and what is said to each.
langs: zh en
person-zh: zhang_wei
person-en: kim_minjun

include: to_document
file: sticker
bot: @reason-unsupported-type
file: pdf
bot: @reason-unsupported-type
file: empty
bot: @reason-empty-file
file: voice
bot: @reason-unsupported-type
file: huge-video
bot: @reason-file-too-large
file: big-video
bot: @photo-please
card: front FAIL blurred
bot: @reason-blurred | @tries-used
card: front FAIL glare:number
bot: @reason-glare-at
card: front FAIL covered:name@
bot: @marked-here
bot: @reason-covered-at | @tries-used
card: front of he_xiulan
bot: @reason-number-mismatch
card: front FAIL document_expired
bot: @reason-document-expired
card: front FAIL not_a_card
bot: @tries-used-up
button: @button-person
card: front UNSURE copy
bot: @card-front-taken
card: back UNAVAILABLE
bot: @card-unchecked | @offer-person-unchecked | @ask-document-back
button: @button-person
customer: 怎么拍才不反光 how do I avoid glare in the photo?
bot: @answer-ask-photo-tips
card: back
bot: @ask-fields
case: step=fields
