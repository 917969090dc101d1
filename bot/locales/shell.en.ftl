# The shell's own words: text messages, commands, menu

shell-contact-hint = You can also tap the button below to send me your own phone number.
shell-keys-away = OK
shell-sms-identity = [{ $firm }] Code { $code } to prove who you are to { $bot } (password reset), valid for { $minutes } minutes. Tell it to nobody; our staff never ask for it.
shell-sms-signing = [{ $firm }] Code { $code } to sign your password reset agreements with { $bot }, valid for { $minutes } minutes. Tell it to nobody; our staff never ask for it.
shell-sms-started = [{ $firm }] With your number a password reset was begun on Telegram at "{ $bot }". If it was not you, please open { $link }
shell-sms-submitted = [{ $firm }] Your password reset { $number } was submitted at "{ $bot }" and is being reviewed. If it was not you, please open { $link }
shell-sms-returned = [{ $firm }] Your password reset { $number } needs a correction, please look at "{ $bot }". If it was not you, please open { $link }
shell-sms-result = [{ $firm }] Your password reset { $number } has a result, please look at "{ $bot }". If it was not you, please open { $link }
shell-bot-name = { $firm } password reset
shell-bot-about = The password reset desk of { $firm }. Service line { $line }
shell-bot-description = Reset the passwords of your futures, option and fund accounts and of the monitoring centre here. Have your original document and your reserved phone at hand, then tap Start. Service line { $line }
shell-command-start = Start or go on
shell-command-status = Where my application stands
shell-command-rules = Password rules
shell-command-help = Help
shell-command-language = 中文
shell-command-person = Talk to a person
shell-command-cancel = Cancel
