# 网页上的文字：协议页、密码页、说明页、已签署协议的 PDF

site-name = { $firm } · 密码重置
no-script = 这个页面需要启用 JavaScript 才能确认您读到了末尾。请在浏览器设置中启用，或在 Telegram 内打开链接；也可以致电 { $line }，由客服人员协助。
no-script-app = 设置密码的页面需要 JavaScript。请在 Telegram 内点按聊天里的按钮打开；也可以在聊天里改用输入的方式。

expired-title = 链接已过期
expired-words = 为了安全，这个链接只在一段时间内有效。请回到聊天，随便发一句话，机器人会给您新的链接。
wrong-title = 链接不完整
wrong-words = 这个链接缺了一部分或被改动过。请回到聊天，重新点按按钮打开。
renewed-title = 文本已更新
renewed-words = 这份文本已有新版本。请回到聊天，随便发一句话，机器人会给您新版本的链接。
missing-title = 没有这个页面
missing-words = 请从聊天里的按钮打开。

reading-version = 版本 { $version }
reading-progress = 阅读进度
reading-to-do = 请阅读到末尾
reading-wait = 再等 { $seconds } 秒
reading-done = 我已读完
reading-sending = 正在记录…
reading-taken-title = 已记录
reading-taken = 谢谢，已记录您读完了这份文本。请返回聊天继续办理。
reading-over = 这次办理已结束或不再需要这份文本，未作记录。请返回聊天查看。
reading-failed = 没能记录下来，可能是网络的原因。请再点一次。
reading-too-fast = 请再多读一会儿，然后再确认。

guide-title = 操作指引
rules-title = 密码规则

app-title = 设置新密码
app-loading = 正在打开…
app-outside = 请在 Telegram 里点按聊天中的按钮打开这个页面。
app-stale = 这个页面打开得太久了。为了安全，请关闭它，再从聊天里打开一次。
app-nothing = 现在没有需要设置的密码。请返回聊天查看。
app-failed = 连接不上，请检查网络后再试。
app-retry = 再试一次
app-progress = 第 { $n } 个，共 { $total } 个
app-safe = 加密后只有公司的系统能读取，聊天里不会留下密码。
app-entry = 新密码
app-repeat = 再输入一次
app-show = 显示密码
app-hide = 隐藏密码
app-entry-digits = { $count } 位数字
app-entry-letters = 8 至 12 位，含字母和数字
app-rules = 密码要求
app-advice = 建议
app-advice-note = 可以使用，但换一个会更安全。
app-next = 下一个
app-review = 核对并提交
app-back = 上一个
app-edit = 修改
app-issued = 这个密码由公司系统生成并发送给您，无须设置。
app-seat = 次席类型：{ $seat }
app-seat-what = 什么是次席密码？
app-seat-help = 次席是备用的交易通道。主席位出现故障时，用次席密码登录次席系统继续交易。它的规则与交易密码相同。
app-summary = 即将提交
app-summary-words = 提交后密码立即加密，我们无法再读取。请确认您已记住。
app-ready = 已设置
app-ready-issued = 由公司发送
app-submit = 提交新密码
app-sending = 正在加密并提交…
app-done-title = 已加密提交
app-done = 新密码已加密保存，审核通过后生效。请返回聊天继续办理。
app-over = 这次办理已不在设置密码这一步，未作更改。请返回聊天查看。
app-refused = 有密码不符合要求，请修改标红的项目。
app-close = 返回聊天

account-futures = 期货账户
account-option = 股票期权账户
account-fund = 基金账户
account-monitoring = 监控中心

kind-futures_trading = 交易密码
kind-futures_fund = 资金密码
kind-futures_seat = 次席密码
kind-option_trading = 期权账户交易密码
kind-option_fund = 期权账户资金密码
kind-spot_trading = 证券现货账户交易密码
kind-spot_fund = 证券现货账户资金密码
kind-fund_trading = 交易密码
kind-fund_fund = 资金密码
kind-monitoring = 监控中心密码

rule-eight_digits = 8 位纯数字
rule-six_digits = 6 位纯数字
rule-letters_and_digits = 8 至 12 位，字母和数字都有
rule-repeated = 没有 4 位及以上相同的数字，如 1111
rule-consecutive = 没有 4 位及以上连续的数字，如 1234、8765
rule-birth_date = 不是出生日期
rule-document_tail = 不是证件号码的末几位
rule-mismatch = 两次输入一致

advice-phone_tail = 与手机号的末几位相同，容易被猜到。
advice-account_number = 与您的账号有相同之处，容易被猜到。
advice-same_as_other = 与您刚设置的另一个密码相同。
advice-pattern = 有明显的规律，容易被猜到。

pdf-title = 已签署的协议
pdf-customer = 客户
pdf-number = 证件号码
pdf-case = 办理编号
pdf-listed = 签署的文本
pdf-text-title = 名称
pdf-text-version = 版本
pdf-text-read = 读完时间
pdf-text-digest = SHA-256
pdf-consent = 本人已逐份打开并读完上列文本，同意其全部内容，并以发送至预留手机的签署验证码确认，以数字证书签署本文件。确认时间：{ $at }。
pdf-signatures = 签署
pdf-customer-signature = 客户电子签名
pdf-desk-signature = 公司电子签章
pdf-signed-by = 签署人：{ $name }
pdf-signed-at = 时间：{ $at }
pdf-serial = 证书序列号：{ $serial }
pdf-page = 第 { $n } 页
pdf-zone = { $time }（北京时间）
