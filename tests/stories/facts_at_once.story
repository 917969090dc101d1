# Several facts in one message fill several steps.
langs: zh
person: zhang_wei

customer: 我叫{name}，身份证号{number}，手机{phone}，想重置期货交易密码
bot: @intro
tap: @button-start
bot: @ask-code
code:
customer: {code}
bot: @ask-selection
button: ☑
