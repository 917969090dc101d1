### 客户看到的全部中文。每条短、客气、具体；不用行话和内部代码。

## 框架

frame = { $paragraphs }
progress =
    <b>第 { $number } 步，共 { $count } 步</b>
    { $body }
kind-line = · { $kind }
tick-on = ☑ { $kind }
tick-off = ☐ { $kind }

## 按钮

button-start = 开始办理
button-guide = 操作指引
button-back = ‹ 返回
button-rules = 密码规则
button-help = 帮助
button-person = 人工客服
button-no-person = 不等了，我自己继续
button-call-back = 有客服在时再联系我
button-case = 查看 { $number }
button-choose-again = 重新设置没有成功的密码
button-language = English
button-cancel = 取消办理
button-cancel-yes = 确定取消
button-restart = 从头开始
button-stay = 继续办理
button-go-on = 继续办理
button-continue = 继续办理
button-status = 查询进度
button-retry = 再试一次
button-resend = 重新发送验证码
button-phone-silent = 手机在用，收不到
button-phone-gone = 手机号已停用
button-share-phone = 📱 发送我的手机号
button-seat = 什么是次席密码？
button-picked = 下一步（已选 { $count } 项）
button-safety-notice = 📄 阅读《密码安全提示》
button-notice-read = 我已认真阅读
button-set-passwords = 🔒 设置新密码
button-secure-page = 🔒 改用安全页面
button-type-instead = 打不开？在聊天里设置
button-photo-tips = 怎样拍得清楚？
button-fields-right = 信息无误，下一步
button-fix-name = 改姓名
button-fix-validity = 改有效期
button-fix-address = 改住址
button-keep-field = 不改了
button-photograph-again = 重新拍照
button-data-consent = 📄 阅读《个人信息处理授权书》
button-consent = 同意授权
button-other-way = 不方便刷脸？
button-cannot-speak = 不方便录像或朗读？
button-ready = 准备好了，开始
button-submit-video = 提交视频
button-record-again = 重新录制
button-sign = ✍️ 签署
button-submit = 提交申请
button-goto-phone = 修改手机号
button-goto-name = 修改身份信息
button-goto-selection = 重新选择密码
button-suggest-go-back = ‹ 返回上一步
button-suggest-start-over = 从头开始
button-suggest-stop = 取消办理
button-suggest-resend-code = 重新发送验证码

## 名称

document-resident-id = 二代身份证
document-permanent-resident = 新版外国人永久居留身份证
kind-futures-trading = 期货交易密码
kind-futures-fund = 期货资金密码
kind-futures-seat = 期货次席密码
kind-option-trading = 期权账户交易密码
kind-option-fund = 期权账户资金密码
kind-spot-trading = 证券现货账户交易密码
kind-spot-fund = 证券现货账户资金密码
kind-fund-trading = 基金交易密码
kind-fund-fund = 基金资金密码
kind-monitoring = 监控中心密码
agreement-safety-notice = 《密码安全提示》
agreement-data-consent = 《个人信息处理授权书》
agreement-service = 《密码重置业务协议》
agreement-risk = 《密码重置风险揭示书》
agreement-certificate = 《投资者电子证书签署协议》
field-name = 姓名
field-number = 证件号码
field-sex = 性别
field-birth = 出生日期
field-nationality = 民族或国籍
field-address = 住址
field-issuer = 签发机关
field-validity = 有效期
field-unread = 未识别
field-line = { $field }：<b>{ $value }</b>
validity = { $start } 至 { $end }
validity-long-term = { $start } 至长期
action-look-ahead = <b>正对镜头</b>，睁开眼睛，嘴巴自然闭合
action-close-eyes = <b>闭上双眼</b>（拍照时请保持；录视频时眨一下眼）
action-open-mouth = <b>张大嘴巴</b>
action-smile = <b>微笑</b>，嘴角向两边上扬
action-turn-other = <b>再向另一侧转头</b>，与刚才方向相反
action-turn-head = <b>向左或向右转头</b>，露出半侧脸
step-intro = 业务说明
step-name = 填写姓名
step-document-kind = 选择证件
step-number = 填写证件号码
step-phone = 填写预留手机号
step-code = 输入验证码
step-records = 核对客户资料
step-selection = 选择密码
step-notice = 阅读密码安全提示
step-passwords = 设置新密码
step-document = 拍摄证件
step-fields = 确认证件信息
step-consent = 个人信息授权
step-liveness = 人脸识别
step-statement = 录制视频
step-agreements = 阅读协议
step-signing = 签署协议
step-submit = 提交申请
step-review = 审核

## 业务说明

intro =
    您好，这里是<b>{ $firm }</b>的密码重置助手。忘记密码不用着急，在这里大约 10 分钟就能提交申请。

    <b>谁可以办理</b>
    境内自然人客户，和持新版外国人永久居留身份证的客户；证件在有效期内。

    <b>请准备</b>
    · 证件原件（二代身份证或新版永居证）
    · 能收短信的预留手机
    · 安静、明亮的地方：要自拍，并录一段视频

    <b>您的信息</b>
    新密码在我们自己的安全页面输入，不经过聊天，我们也看不到。照片和视频加密保存，只用于本次核验，不会另作他用。

    点“开始办理”即表示您同意为本次业务处理上述信息。

## 身份

ask-name =
    请输入您的<b>姓名</b>，与证件上一致。
    您也可以直接发一张证件正面的照片，我来读取。
name-noted = 姓名：<b>{ $name }</b>
name-empty = 没有看到文字，请输入证件上的姓名。
name-too-long = 这个名字太长了，请只输入证件上的姓名。
name-not-a-name = 这看起来不像姓名。请只输入证件上的姓名，不带标点、数字或表情。
ask-document-kind = 您用哪种证件办理？
ask-number = 请输入<b>{ $document }</b>的号码（18 位）。
number-noted = 证件号码：<b>{ $number }</b>
number-length = 号码应为 18 位，您输入了 { $count } 位。请对照证件再输入一次。
number-old-form = 这是 15 位的旧号码。请用二代身份证上的 18 位号码。
number-characters = 号码只有数字，最后一位可以是 X。请对照证件再输入一次。
number-birth-date = 号码中间的出生日期不对，可能有一位输错了。请对照证件再输入一次。
number-check-character = 这个号码对不上，可能有一两位输错了。请对照证件再输入一次。
number-other-kind = 这个号码不属于您选的证件。可以再输入一次，或者点“返回”改选证件。
number-told-wrong = 您写的证件号码好像有一位不对，稍后请再输入一次。
ask-phone =
    请输入您在我司<b>预留的手机号</b>，验证码会发到这个号码。
    也可以点下面的按钮，发送您在 Telegram 使用的手机号。
phone-noted = 手机号：<b>{ $phone }</b>
phone-malformed = 这个手机号不完整。请输入 11 位手机号，例如 138 0013 8000。
phone-not-own = 这是别人的联系方式。请发送您自己的手机号，或者直接输入。
ask-code =
    如果您填写的信息与我司预留的一致，验证码已发到 <b>{ $phone }</b>，{ $minutes } 分钟内有效。
    请输入 6 位数字。
code-right = ✓ 验证码正确。
code-six-digits = 验证码是 6 位数字，请对照短信再输入一次。
code-wrong = 验证码不对，还可以再试 { $left } 次。
code-void = 输错次数太多，这个验证码已作废。请点“重新发送验证码”。
code-expired = 这个验证码已过期。请点“重新发送验证码”。
code-on-its-way = 验证码正在发送，请稍等几秒再输入。
code-failed = 短信没有发出去，不是您的问题。请稍后点“重新发送验证码”。
code-wait = 短信正在路上。{ $seconds } 秒后可以重新发送。
code-limit = 半小时内最多发送 3 次。{ $until } 之后可以再发，您填写的内容都保留着。
no-code-wanted = 现在不需要验证码。
phone-silent =
    收不到短信，可以先看看：
    · 手机信号和短信拦截
    · 号码是不是预留的那个

    还是收不到，请拨打客服电话 <b>{ $line }</b> 查询。
phone-gone =
    预留手机号已经停用的话，需要先办理<b>手机号码变更</b>，再来重置密码。
    变更办法请拨打客服电话 <b>{ $line }</b>，办好后回到这里即可继续。

## 资格

records-asking = 正在核对您的客户资料，请稍等。
records-unavailable = 公司的系统暂时没有应答，不是您的问题。一分钟后我会自动再试，您也可以点“再试一次”。
records-in-order = ✓ 身份已核对，可以办理。
refused-document-expired =
    按我司记录，您的证件已经过期，暂时不能重置密码。
    请先更新证件资料：拨打 <b>{ $line }</b> 或到营业部办理。更新后回到这里，几分钟就能办好。
refused-business-in-progress =
    您有一项业务正在办理：<b>{ $business }</b>。
    等它办完，就可以来重置密码了。想知道进度，请拨打 <b>{ $line }</b>。
refused-not-in-order =
    您的账户资料有需要补充的地方，暂时不能在这里重置密码。
    请拨打 <b>{ $line }</b>，客服会告诉您补充什么。
refused-no-accounts =
    您名下没有可以在这里重置密码的账户。
    如果您认为不对，请拨打 <b>{ $line }</b>。
refused-unknown =
    没有找到与您填写的信息一致的客户资料。
    请拨打 <b>{ $line }</b>，客服会帮您核对。

## 选择与设置密码

ask-selection = 请勾选要重置的密码，可以多选。
pick-at-least-one = 请至少选一项。
picks-noted =
    要重置的密码：
    { $kinds }
seat-explained =
    次席密码用于登录您的<b>次席交易系统</b>（{ $seat }）。
    主席系统的交易密码与它是分开的：用哪个系统登录，就重置哪个密码。
ask-notice =
    设置之前，请阅读《密码安全提示》。
    要点：密码只由您自己掌握；不用生日、证件号、手机号；不告诉任何人，我们的员工也不会问您。
ask-passwords =
    请设置新密码：
    { $kinds }

    点下面的按钮打开安全页面。密码不经过聊天，我们也看不到。
password-set = ✅ { $kind }
password-open = ○ { $kind }
password-issued = 🏦 { $kind }（由公司生成并发给您，不用填写）
ask-password-typed =
    请在<b>一条消息</b>里输入两遍<b>{ $kind }</b>，中间用空格隔开。
    { $rule }

    收到后我会立刻删除这条消息。用安全页面更稳妥。
password-deleted = 您的消息已删除。
password-typed-deleted = ✓ 密码已收下，您的消息已删除。
password-once-more = 请在一条消息里把密码输入两遍，中间用空格隔开。
password-refused = 这个密码不能用：
password-not-asked = 您刚才的消息像是密码，为了安全已经删除。请不要在聊天里发送密码，需要时我会给您安全页面。
passwords-sealed = ✓ 新密码已加密保存，审核通过后生效。
password-eight-digits = · 要正好 8 位数字
password-six-digits = · 要正好 6 位数字
password-letters-and-digits = · 要 8 到 12 位，同时有字母和数字
password-repeated = · 不能有连着 4 个相同的数字
password-consecutive = · 不能有连着 4 个递增或递减的数字，如 1234、8765
password-birth-date = · 不能是您的出生日期
password-document-tail = · 不能是您证件号码的末几位
password-mismatch = · 两遍输入不一样
advice-phone-tail = 提醒：这个密码是您手机号的末几位，容易被猜到。
advice-account-number = 提醒：这个密码与您的账号有关，容易被猜到。
advice-same-as-other = 提醒：这个密码与另一个新密码相同，建议分开。
advice-pattern = 提醒：这个密码很有规律，容易被猜到。
password-rules =
    <b>密码规则</b>
    { $lines }
rule-digits-8 = · 交易密码、次席密码：8 位数字；不能有连着 4 个相同、递增或递减的数字；不能是出生日期或证件号码后 8 位
rule-digits-6 = · 资金密码：6 位数字；不能有连着 4 个相同、递增或递减的数字；不能是出生日期或证件号码后 6 位
rule-alphanumeric = · 监控中心密码：8 到 12 位，同时有字母和数字；不能有连着 4 个相同、递增或递减的数字
rule-issued = · 由公司生成的密码：不用您设置，审核通过后发给您

## 证件

ask-document-both =
    请拍<b>{ $document }</b>的正反两面，先发哪面都可以。
    要原件，四角完整、字迹清楚、没有反光。用“文件”方式发送更清晰。
ask-document-front = 还差<b>{ $document }</b>的<b>人像面</b>，请拍照发来。
ask-document-back = 还差<b>{ $document }</b>的<b>另一面</b>（没有人像的一面），请拍照发来。
photo-please = 这里需要照片。请拍摄证件原件，发照片或图片文件。
checking-card = 收到照片，正在查看，几秒就好。
card-front-taken = ✓ 人像面已收下。
card-back-taken = ✓ 另一面已收下。
ask-fields =
    请核对读到的信息：
    { $lines }

    证件号码不能手工修改；如果不对，请重新拍照。
ask-field-name = 请输入证件上的姓名。
ask-field-validity = 请输入有效期的起止日期，例如 2015.03.01-2035.03.01；长期有效写 2015.03.01-长期。
ask-field-address = 请输入证件上的完整住址。
field-corrected = ✓ 已修改。
field-missing = { $field }没有读出来，请补充。
validity-malformed = 没看懂这个有效期。请按证件输入起止日期，例如 2015.03.01-2035.03.01。
validity-over = 按这个日期，证件已经过期，不能办理。请换用有效的证件，或核对日期。
address-malformed = 住址应为 { $least } 到 { $most } 个字，请按证件完整输入。

## 人脸与视频

ask-consent =
    接下来要核对您的面部和声音。请先打开并阅读《个人信息处理授权书》，再点“同意授权”。
    不同意也没关系，点“不方便刷脸？”看其他办法。
consent-unread = 请先点上面的按钮，打开《个人信息处理授权书》看一看，再点“同意授权”。
other-way =
    不方便刷脸，还有这些办法：
    · 拨打客服电话 <b>{ $line }</b>，由客服与您视频办理
    · 带证件原件到就近的营业部办理

    您已经填写的内容会保留。
ask-liveness =
    现在做人脸识别：我会依次说出 { $count } 个动作，请照着做，每个动作拍一张自拍或录几秒视频发来。
    每个动作有 { $seconds } 秒。请在明亮处，脸完整露出，不戴口罩和墨镜。
ask-action =
    动作 { $number } / { $count }：请{ $action }。
    { $seconds } 秒内发来自拍或短视频。
action-seen = ✓ 做得很好。
liveness-over = ✓ 人脸识别通过。
selfie-please = 这里需要自拍照片或短视频。
tap-ready-first = 请先点“准备好了，开始”，我再告诉您动作。动作是随机的，提前拍的用不上。
checking-face = 收到，正在查看，几秒就好。
ask-statement =
    请录一段视频（普通视频或圆形视频消息都可以），看着镜头<b>完整朗读</b>：

    <b>{ $spoken }</b>
ask-phrase =
    最后加一句：<b>{ $phrase }</b>
    （读作“{ $read }”。数字每次录制都不同，不是短信验证码。）
ask-statement-how = 至少 { $seconds } 秒。全程露出整张脸，声音洪亮，吐字清楚。对面没有人，读错了可以重录。不方便出声也没关系，点下面的按钮可以换一种方式。
phrase-read = { $first } { $second } { $third } { $fourth }
phrase-wanted = 现在录制时还要读一组数字，请按下面的内容重录一次。
digit-0 = 零
digit-1 = 一
digit-2 = 二
digit-3 = 三
digit-4 = 四
digit-5 = 五
digit-6 = 六
digit-7 = 七
digit-8 = 八
digit-9 = 九
statement-phrase = 数字 { $digits }
statement = 我是{ $name }本人，我认可在此之前的所有交易结果，并愿意承担因重置密码引起的一切风险与后果。
ask-replay = 视频收到了。请点开上面的视频看一遍：声音清楚、读得完整，就提交；不满意可以重录。
video-please = 这里需要视频。请录一段视频或圆形视频消息，看着镜头朗读上面的话。
checking-statement = 视频已提交，正在查看，大约十几秒。这时您可以随便问我问题。
statement-checking = 视频正在查看，好了马上告诉您。
statement-taken = ✓ 视频通过。
card-unchecked = 自动检查暂时不可用，这张照片还没有看成，不算次数。请过一会儿再发一次。
still-checking = 上一个还在查看，好了马上告诉您。
marked-here = 请看您照片里框出来的地方。
tries-used = 这是第 { $used } 次，到第 { $limit } 次还不行，可以请人工帮忙。请再试一次。
tries-used-up = 已经试了 { $limit } 次。别着急，您可以继续试，也可以点“人工客服”请人帮忙。

## 检查的原因

reason-empty-file = 这个文件是空的，可能没有传完整。请重新发送。
reason-unreadable-file = 这个文件打不开。请重新拍摄后发送。
reason-unsupported-type = 这种文件我看不了。照片请发 JPG 或 PNG，视频请直接在手机上录制。
reason-file-too-large = 这个文件太大了，我打不开（最多 20 MB）。照片请用“照片”方式发送；视频请录短一些，用普通清晰度。
reason-too-few-pixels = 图片太小，看不清字。请用原图，或者离近一点重拍。
reason-check-unavailable = 自动检查暂时不可用，这一项会由工作人员查看。
reason-not-a-card = 照片里没有看到证件。请把证件放平，占满大半个画面再拍。
reason-wrong-kind = 这不是您选择的证件。请拍您选的那种证件的原件。
reason-wrong-side = 这一面不对，请拍另一面。
reason-cut-off = 证件没有拍全。请让四个角都在画面里。
reason-blurred = 照片有点模糊。请拿稳手机，对准字迹点一下对焦再拍。
reason-too-dark = 光线太暗。请到亮一点的地方再拍。
reason-glare = 证件上有反光。请换个角度，避开灯光再拍。
reason-glare-at = { $field }处有反光，看不清。请换个角度，避开灯光再拍。
reason-covered = 证件被挡住了一部分。请拿住边缘，不要遮住内容。
reason-covered-at = { $field }被挡住了。请拿住边缘，不要遮住内容。
reason-copy = 这像是复印件。请拍证件原件。
reason-screen = 这像是拍的屏幕。请拍证件原件。
reason-number-unreadable = 证件号码没有读清楚。请离近一点、拿稳，再拍一次。
reason-field-unreadable = 有些字没有读清楚，请再拍一次。
reason-field-unreadable-at = { $field }没有读清楚，请再拍一次。
reason-number-contradicted = 证件号码与卡上印的出生日期或性别不一致。请拍清楚证件原件。
reason-number-mismatch = 证件上的号码与您填写的不一样。请拍您本人的证件；如果当时填错了，可以点“返回”修改。
reason-name-mismatch = 证件上的姓名与您填写的略有不同，工作人员会再核对一次。
reason-validity-differs = 证件的有效期与我们登记的不一样，工作人员会核对。
reason-document-expired = 这张证件已经过期。请换用有效的证件。
reason-portrait-missing = 没有看到证件上的人像。请拍有照片的那一面，不要遮挡。
reason-no-face = 没有看到人脸。请正对镜头，在亮一点的地方再来一次。
reason-two-faces = 画面里不止一张脸。请只让您自己出现在画面里。
reason-face-too-small = 脸离得太远。请靠近一点。
reason-face-cut-off = 脸没有拍全。请让整张脸都在画面里。
reason-face-left = 中途脸离开了画面。请全程对着镜头。
reason-other-face = 与证件上的人像对不上。请由本人拍摄，摘下口罩和墨镜，光线均匀。
reason-face-doubtful = 与证件上的人像不太好比对，工作人员会再看一次。
reason-action-missing = 没有看到刚才要求的动作。请照着做，动作大一点。
reason-action-doubtful = 动作看得不太清楚，工作人员会再看一次。
reason-too-late = 时间到了。没关系，准备好了再开始，我会换一组动作。
reason-face-covered = 好像有东西挡住了脸。请摘下口罩、墨镜，移开手，再拍一次。
reason-looking-away = 脸没有正对镜头。请正对着镜头再做一次。
reason-same-side = 这一次要转向另一侧。请往刚才相反的方向转头。
reason-recorded-before = 这段视频在我说出动作之前就开始录了。请听到动作之后再录。
reason-face-on-screen = 这像是翻拍的屏幕或照片。请本人直接对着镜头拍。
reason-portrait-copied = 这像是证件上的照片。请现场拍一张自己。
reason-stitched = 视频像是拼接的。请一次录完，不要剪辑。
reason-still-image = 画面像是一张照片，不像真人在动。请本人现场录制。
reason-file-reused = 这是以前用过或转发来的文件。请现在拍一个新的。
reason-too-short = 视频太短了。请从头到尾读完整段话。
reason-too-long = 视频太长了，一分钟以内就够。
reason-no-sound = 视频没有声音。请允许使用麦克风，再录一次。
reason-too-quiet = 声音太小。请离麦克风近一点，声音洪亮一些。
reason-too-noisy = 周围有点吵。请换个安静的地方再录。
reason-no-speech = 没有听到您说话。请看着镜头，大声读出那段话。
reason-sentence-missing = 有的话没有听清。请从头到尾完整读一遍。
reason-sentence-missing-words = 这一句没有听清：“{ $words }”。请完整再读一遍。
reason-name-not-heard = 没有听清您的姓名。请清楚地读出“我是”和您的名字。
reason-negated = 听到的话与要读的意思不一样。请照着原文读。
reason-words-doubtful = 有几个字听得不太清楚，工作人员会再听一次。
reason-lips-doubtful = 嘴形与声音好像对不上。请由本人对着镜头重新朗读，不要后期配音。
reason-phrase-not-heard = 没有听到这次的四个数字。请把新的数字在最后一个一个读清楚，要现场录制。
reason-phrase-doubtful = 有一个数字听得不太清楚，工作人员会再听一次。
reason-lips-still = 有声音，但没有看到您的嘴在动。请由本人对着镜头朗读。

## 协议与提交

ask-agreements = 请逐份打开下面的协议，看到最后并确认。还有 { $left } 份没有看完。
ask-sign = 协议都看完了。点“签署”，我会再发一个验证码到您的预留手机。
agreements-unread = 还有 { $left } 份协议没有看完，看完才能签署。
ask-signing-code =
    签署验证码已发到 <b>{ $phone }</b>，{ $minutes } 分钟内有效。
    输入这 6 位数字，即表示您签署以上协议。
signing-now = 正在签署，请稍等。
signing-failed = 签署没有成功，不是您的问题。请点“再试一次”。
signed = ✓ 协议已签署。
ask-submit =
    最后看一眼：
    姓名：<b>{ $name }</b>
    要重置的密码：
    { $kinds }

    都对的话，请点“提交申请”。
submitting = 正在提交，请稍等。
submission-failed = 提交没有成功，不是您的问题。请稍后再点一次“提交申请”，内容都还在。
submitted =
    ✅ <b>申请已提交</b>
    接下来由工作人员审核。审核通过前，原来的密码照常使用。

## 审核与结果

approved = 申请 <b>{ $number }</b> 审核通过，正在把新密码送到各个系统，请稍等。
returned =
    您的申请需要补充：
    { $items }

    其他内容都保留着。点“继续办理”，只补这几项就行。
returned-item =
    <b>{ $step }</b>
    { $why }
returned-picture = 这是您上次发来的{ $side }：
returned-please-again = 请重新做一次。
reviewer-words = 工作人员留言：{ $words }
resumed = 好的，我们只补需要补的。
results =
    <b>办理结果</b>
    { $lines }
result-waiting = ⏳ { $kind }：正在处理
result-in-effect = ✅ { $kind }：新密码已生效
result-refused = ❌ { $kind }：没有成功。{ $why }
result-pending = ⏳ { $kind }：系统已受理，稍后生效
result-pending-until = ⏳ { $kind }：系统已受理，预计 { $until } 生效
refusal-same-as-old = 新密码不能与原密码相同。
refusal-rule = 新密码不符合这个系统的要求。
refusal-account-locked = 账户被锁定，请先联系客服解锁。
refusal-account-closed = 这个账户已经销户。
refusal-other = 请联系客服了解原因。
finished = 本次办理已结束。需要再办理时，随时发消息给我。
status-open = 您的申请还没有提交，现在到了“{ $step }”这一步。
status-checking = 刚才发来的内容正在查看。
status-in-review =
    申请编号 <b>{ $number }</b>，正在审核。
    提交时间：{ $at }。预计 { $due } 前有结果，有消息我会马上告诉您。
status-returned =
    申请 <b>{ $number }</b> 需要您补充：
    { $items }
status-results =
    申请 <b>{ $number }</b> 的办理结果：
    { $lines }
status-refused = 上一次没有办成：当时的资料不符合办理条件。资料更新后，可以重新开始。
status-cancelled = 上一次的办理已经取消，密码没有变动。
status-expired = 上一次的办理因为长时间没有继续，已经关闭，密码没有变动。

## 随时可以用到

person =
    人工客服电话：<b>{ $line }</b>
    请告诉客服您在办理密码重置。您在这里填写的内容会保留，随时可以继续。
language-changed = 好的，我们说中文。
welcome-back = 欢迎回来，我们接着办。
went-back = 好的，回到这一步。
no-way-back = 已经不能再往前退了。
restarted = 好的，我们从头开始。之前填写的内容已经清除。
cancelled = 已取消办理。新密码已销毁，原来的密码照常使用。需要时随时发消息给我。
still-there = 您还在吗？您填写的内容都保留着，随时可以继续。
expired = 这次办理太久没有继续，为了安全已关闭，新密码已销毁，原来的密码照常使用。需要时发消息给我，重新开始就行。
handed-back = 您现在由助手继续服务，我们接着办。
stale-button = 这个按钮已经过期，请用最新一条消息里的按钮。
edited-unread = 我看到您修改了消息，但只认新发的内容。请把正确的重新发一次。
not-needed-now = 现在不需要这个。
no-picture-wanted = 现在不需要照片或视频，需要的时候我会告诉您。
not-understood = 抱歉，没有看懂。您可以换个说法，或者按下面的提示继续。
not-understood-twice = 抱歉，还是没有看懂。请按下面的提示继续，或点“人工客服”请人帮忙（电话 <b>{ $line }</b>）。
nlu-down = 抱歉，暂时回答不了自由提问，办理不受影响。请按下面的提示继续；急事请拨打 <b>{ $line }</b>。
too-late-to-change = 到了这一步，这一项已经不能直接修改。可以点“取消办理”从头开始，或请人工帮忙。
suggest-goto = 要修改的话，请点下面的按钮。之后的几步需要重新确认。
suggest-go-back = 要返回上一步吗？
suggest-start-over = 要从头开始吗？已经填写的内容会清除。
suggest-stop = 要取消办理吗？已经填写的内容会清除，新密码会销毁，原来的密码照常使用。
suggest-resend-code = 要重新发送验证码吗？

## 各步的帮助

help-intro = 我会一步一步带您完成：填写身份信息、设置新密码、拍证件、刷脸和录视频、签协议，最后提交审核。随时可以退出，内容不会丢。
help-name = 请输入证件上的姓名。少数民族姓名中间的点可以用“·”；永居证请输入证件上的英文姓名。
help-document-kind = 身份证请选“二代身份证”；外国人永久居留身份证只支持 2023 年以后的新版。
help-number = 18 位号码，最后一位可能是 X。带空格或横线都没关系。
help-phone = 预留手机号就是您开户或后来变更时登记的手机号。不确定是哪个，可以拨打客服电话查询。
help-code = 验证码是短信里的 6 位数字，3 分钟内有效。没收到可以重新发送；手机号停用了，请点“手机号已停用”。
help-records = 正在向公司系统核对，一般几秒钟，请稍等。
help-selection = 点一下勾选，再点一下取消。可以一次选多项，最后点“下一步”。
help-notice = 点第一个按钮阅读安全提示，看完点“我已认真阅读”。
help-passwords = 点“设置新密码”打开安全页面，每个密码输入两遍。页面会告诉您哪里不符合规则。
help-document = 把证件原件放在深色桌面上，手机平行对准，四角都在画面里，避免反光。正反面各一张。
help-fields = 核对读到的信息。姓名、有效期、住址可以改；号码不对只能重新拍照。
help-consent = 先打开授权书阅读，再点“同意授权”。不愿意刷脸可以选其他办法。
help-liveness = 点“开始”后，照着说的动作拍一张自拍或录几秒视频，在规定时间内发来。脸要完整、光线要亮。
help-statement = 用前置摄像头录视频，看着镜头把那段话和后面的数字完整读一遍，至少 5 秒，然后发来。
help-agreements = 逐份点开协议，滑到最后点确认，回到这里再签署。
help-signing = 输入签署验证码的 6 位数字。没收到可以重新发送。
help-submit = 核对无误后点“提交申请”。提交前都可以返回修改。
help-review = 申请已提交，正在审核。想知道进度，随时问我“到哪一步了”。

## 常见问题

answer-reset-password = 好的，我们就在办理密码重置，请按下面的提示继续。
answer-ask-who-may-apply = 境内自然人客户，和持新版外国人永久居留身份证的客户可以办理；证件要在有效期内，没有正在办理的其他业务。机构客户请联系营业部。
answer-ask-documents = 需要证件原件：二代身份证，或新版外国人永久居留身份证。临时身份证、护照、驾照、复印件都不行。
answer-ask-password-kinds = 可以重置：期货的交易、资金、次席密码；期权和证券现货的交易、资金密码；基金的交易、资金密码；监控中心密码。只显示您名下有的。
answer-ask-secondary-seat = 次席密码用于登录次席交易系统，与主席系统的交易密码分开。没有开通次席的客户不用管它。
answer-ask-code-not-received = 请先看看信号和短信拦截，一分钟后可以重新发送。还收不到，请拨打 <b>{ $line }</b> 查询；号码已停用的话，需要先变更手机号。
answer-ask-phone-out-of-use = 预留手机号停用了，要先办理手机号码变更，再来重置密码。变更办法请拨打 <b>{ $line }</b>。
answer-ask-why-video = 录视频是为了确认是您本人自愿办理，防止别人冒用您的身份改密码。视频加密保存，只给审核人员看。
answer-ask-photo-tips = 拍证件：放在深色平面上，手机平行对准，四角都在画面里；避开灯光反射；点一下屏幕对焦再拍。
answer-ask-video-tips = 录视频：安静、光线亮，手机与脸平齐，露出整张脸，照着文字大声读完，至少 5 秒。读错了可以重录。
answer-ask-agreements = 签署的是密码重置业务协议和风险揭示书；第一次办理还有电子证书协议。每份都可以慢慢看，签好的文件会存档。
answer-ask-how-long = 在这里填写大约 10 分钟；提交后一般 { $days } 个交易日内审核完。审核通过前，原来的密码照常使用。
answer-ask-cost = 重置密码不收费。凡是向您收费的都不是我们。
answer-ask-hours = 在这里随时可以提交，夜里也行；审核在交易日的工作时间进行。急事请拨打 <b>{ $line }</b>。
answer-ask-safe = 新密码在安全页面输入，立刻加密，我们和客服都看不到。照片、视频加密保存，只有审核人员能看。我们不会问您旧密码，也不会让您转账。
answer-ask-genuine = 这是{ $firm }的官方密码重置助手。您可以拨打 <b>{ $line }</b> 核实。我们不会索要旧密码、银行卡密码，也不会让您转账。
answer-ask-data-use = 您的证件、面部和视频只用于这次核验，加密保存，到期删除，不会给别人。详情见《个人信息处理授权书》；不愿意刷脸可以选其他办法。
answer-ask-trade-meanwhile = 可以。审核通过之前，原来的密码照常使用，持仓和交易不受影响。
answer-affirm = 好的。需要确认的地方，请点下面的按钮。
answer-deny = 好的，不着急。要改哪里，请用下面的按钮。
answer-wait = 不着急，您慢慢来，内容都保留着。
answer-greet = 您好！
answer-thanks = 不客气。
answer-goodbye = 再见。您填写的内容会保留 24 小时，回来可以接着办。
answer-insult = 抱歉让您不满意。我继续帮您办；也可以点“人工客服”，或拨打 <b>{ $line }</b>。
answer-frustration = 抱歉让您着急了。我们一步一步来；也可以点“人工客服”请人帮忙，或拨打 <b>{ $line }</b>。

## 人工客服

offer-person-unchecked = 想请人帮忙，点“人工客服”就行。
offer-person = 有两项看得不太清楚，工作人员会再核对。想请人工帮忙，点“人工客服”就行。
queue-next = 已为您转人工客服，您是下一位，大约 { $minutes } 分钟。等候时可以继续办理。
queue-place = 已为您转人工客服，前面还有 { $ahead } 位，大约 { $minutes } 分钟。等候时可以继续办理。
queue-slow = 让您久等了，客服还在忙，我已再次提醒。您可以继续自己办理，让客服有空时联系您，或拨打 <b>{ $line }</b>。
queue-nobody = 现在没有客服在线，我已通知他们。您可以继续自己办理，让客服上线后联系您，或拨打 <b>{ $line }</b>。
queue-closed = 人工客服现在休息，{ $opens } 上班。您可以继续自己办理，让客服上班后联系您，或拨打 <b>{ $line }</b>。
no-person = 好的，不等人工客服了，我们接着办。
call-back = 好的，有客服在时会在这里联系您。现在可以接着办理。
agent-serves = 👤 人工客服 { $agent } 为您服务。
agent-says =
    👤 <b>客服 { $agent }</b>
    { $words }
back-with-assistant = 您现在由助手继续服务。
handed-back-silence = 一段时间没有新消息，您现在由助手继续服务。需要时可以再点“人工客服”。
ended-by-agent = 本次办理已由客服关闭，新密码已销毁，原来的密码照常使用。
frozen = 本次办理已暂停：预留手机的机主表示不是本人办理。如有疑问，请拨打 <b>{ $line }</b>。
unfrozen = 核实完毕，可以继续办理了。

## 进度

timeline =
    <b>办理经过</b>
    { $lines }
milestone-opened = { $at } 开始办理
milestone-verified = { $at } 身份和手机号已核实
milestone-submitted = { $at } 申请已提交，等待审核
milestone-returned = { $at } 审核退回，需要补充
milestone-resumed = { $at } 开始补充
milestone-approved = { $at } 审核通过
milestone-in-effect = { $at } { $kind }：已生效
milestone-password-refused = { $at } { $kind }：没有成功
milestone-pending = { $at } { $kind }：系统已受理
milestone-done = { $at } 办理结束
milestone-refused = { $at } 不符合办理条件，已结束
milestone-cancelled = { $at } 已取消
milestone-expired = { $at } 长时间没有继续，已关闭
milestone-frozen = { $at } 机主表示不是本人办理，已暂停
milestone-unfrozen = { $at } 核实完毕，继续办理
status-overdue =
    申请编号 <b>{ $number }</b>，还在审核。
    提交时间：{ $at }。已经超过预计的时间，很抱歉，我们已催审核人员，有结果马上告诉您。
status-earlier = 申请 <b>{ $number }</b>（{ $at }）：{ $state }。
status-unknown-number = 没有查到您名下的这个申请。请核对编号；如果是用别的 Telegram 账号办的，请先在这里填写姓名、证件号码并输入验证码。
status-prove-first = 要查别的 Telegram 账号提交的申请，请先在这里填写姓名、证件号码并输入验证码。
phase-open = 填写中
phase-in-review = 审核中
phase-returned = 已退回，等待补充
phase-applying = 审核通过，新密码生效中
phase-done = 已办结
phase-refused = 不符合办理条件
phase-cancelled = 已取消
phase-expired = 已超时关闭
earlier-found =
    您名下还有这些申请：
    { $lines }
choose-again = 好的，只需要重新设置没有成功的密码，其他都不用再做。
sent-again = ✓ 新密码已收到，正在送到系统，请稍等。

## 客服常用回复

ready-hello = 您好，我来帮您。请稍等，我先看一下您的办理情况。
ready-photo = 请把证件放在深色桌面上，四角都拍进去，避开灯光反光，再发一张。
ready-phone = 预留手机号需要先变更，才能收到验证码。变更后再回来办理，之前填写的内容会保留。
ready-wait = 请稍等几分钟，我核实一下再回复您。
ready-done = 问题已经解决。下面请助手带您继续办理。
