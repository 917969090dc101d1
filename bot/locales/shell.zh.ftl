# 外壳自身的文字：短信、命令、菜单

shell-contact-hint = 也可以点下方按钮，直接把您自己的手机号发给我。
shell-keys-away = 好的
shell-sms-identity = 【{ $firm }】验证码 { $code }，用于在 { $bot } 核验您的身份（密码重置），{ $minutes } 分钟内有效。请勿告诉任何人，工作人员不会索取。
shell-sms-signing = 【{ $firm }】验证码 { $code }，用于在 { $bot } 签署密码重置协议，{ $minutes } 分钟内有效。请勿告诉任何人，工作人员不会索取。
shell-sms-started = 【{ $firm }】有人凭本手机号在 Telegram“{ $bot }”开始办理密码重置。若非您本人，请打开 { $link }
shell-sms-submitted = 【{ $firm }】您的密码重置申请 { $number } 已在“{ $bot }”提交，等待审核。若非您本人，请打开 { $link }
shell-sms-returned = 【{ $firm }】您的密码重置申请 { $number } 需要补充，请到“{ $bot }”查看。若非您本人，请打开 { $link }
shell-sms-result = 【{ $firm }】您的密码重置申请 { $number } 已有结果，请到“{ $bot }”查看。若非您本人，请打开 { $link }
shell-bot-name = { $firm }密码重置
shell-bot-about = { $firm }的密码重置助手。服务热线 { $line }
shell-bot-description = 在这里重置期货、期权、基金账户及监控中心的密码。请准备好证件原件和预留手机号。点“开始”即可。服务热线 { $line }
shell-command-start = 开始或继续
shell-command-status = 办理进度
shell-command-rules = 密码规则
shell-command-help = 帮助
shell-command-language = English
shell-command-person = 联系人工
shell-command-cancel = 取消办理
