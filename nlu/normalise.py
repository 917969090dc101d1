"""One spelling for what people write in many: width, case, script, chat spellings.

Used by the bot and, inside Rasa's own environment (Python 3.10), by the project's components.
"""

import re
import unicodedata

_TRADITIONAL = (
    "碼號帳賬戶機電話驗證訊發傳過還沒來給個這們麼為嗎點樣請問開關閉門題難簡單雙複雜錯誤對"
    "應該當時間內後從頭進結審閱讀協議簽書權託讓說講語國際臺灣陸區聯絡繫處辦業務營資產債費"
    "錢銀貨幣現選擇項類種別網頁鏈連線錄視頻聲響麥攝圖臉識檢測動張睜轉換變舊與於並幾歲歷齡"
    "準備檔遞達運輸離職員專屬長將軍總經濟團體戲劇場買賣漲虧損餘額獲終節幫謝歡見觀覺聽寫學"
    "習實滿減輕鬆緊壞壓縮寬陽陰陳楊劉趙吳鄭孫馬許馮鄧韓蘇呂蔣葉閻盧鍾譚鄒賴龍萬賈顧龔湯齊"
    "喬賀嚴華偉麗強傑濤靜紅鎖鍵鐘錶針銷毀歸遠邊側確認計劃設試詳細紙級約綠組織統維續繼絕緩"
    "殺雞蘋醫藥療護廣東廳廠廢異畫畢儘盡無愛戀熱煩燈獎獨狀態殘癱聾啞瘋癡腦腫脫臨舉興藝蓋薦"
    "虛蟲衛衝補裝裡規觸訂記訴詐詞誠誰課調談論諾謀謂謊譯豐豬貝負財責貧貪貼賊賓賠賞質贏趕跡"
    "車軟較載輩輪辭農遊違遺遲適邏郵鄉醜釋銅鋼鎮鐵閃閒隊階隨險雖靈頂須預領顆願風飛飯飲館駕"
    "騙驚髒鬧鮮鳥麵黃黨齒龜係隻裏嗰讚註冊剛創劍勞勢匯卻參喚啟嘗嚇圍園圓執報塊墊夠夾奪婦媽"
    "孃寧寶尋導屆層島師帶幹庫廂廈彈彙徑恆恥惡惱慣慮慶憂憑懶懷懸戰拋挾捨掃掛採揀揮搶撥撿擁"
    "擊擋擔據擴擾攜數斷昇暫會條極構槍樂樓標歐氣決沖況洩涼淚淨淺湊溝溫滅漢漸潔潛濕灘烏煙燒"
    "爭爾牆獄盜盤眾睏矯礎礦禮禍稅穩窮競筆範築籃粵糧糾紀純紛紹絲綁綜練縣績繳罰罵羅義聖聞肅"
    "脅腳臟徵檯牠妳祇衹纔繪啓吋併佈佔儲償優兩凍劑勵厭吶喪嘆墜奧嬰尷屍崗嶺幟廟廁彎憲憤懇擺"
    "擠攔攬敘斃晝曉曠朧棄棟櫃歎殲濫瀏灑燦爺犧狹獵琺瑪畝疊痺癮皺瞭矚硯禪穀窩竄籌糰紋紐紡紮"
    "絨絃絞綱綿緒緣編縱繃繩纏罷聰聳膚膽舖艦荊莊蔔薩蘭蠟蠶襪訪診詢詩詮誇誘誼諒諮賦贈趨踐踴"
    "軌輔輛輯轄辯邁鄰醬釀鈔鉤銘錦鍋鍛鎊鑑鑰閘閣闆闊闖陣隱雲霧靂韋頓頗頌頑頒頸顫飄飼飾飽餅"
    "餓騎騷驅驟髮鬍鬚鬥鬱魚魯鯨鳳鳴鴨"
)
_SIMPLIFIED = (
    "码号帐账户机电话验证讯发传过还没来给个这们么为吗点样请问开关闭门题难简单双复杂错误对"
    "应该当时间内后从头进结审阅读协议签书权托让说讲语国际台湾陆区联络系处办业务营资产债费"
    "钱银货币现选择项类种别网页链连线录视频声响麦摄图脸识检测动张睁转换变旧与于并几岁历龄"
    "准备档递达运输离职员专属长将军总经济团体戏剧场买卖涨亏损余额获终节帮谢欢见观觉听写学"
    "习实满减轻松紧坏压缩宽阳阴陈杨刘赵吴郑孙马许冯邓韩苏吕蒋叶阎卢钟谭邹赖龙万贾顾龚汤齐"
    "乔贺严华伟丽强杰涛静红锁键钟表针销毁归远边侧确认计划设试详细纸级约绿组织统维续继绝缓"
    "杀鸡苹医药疗护广东厅厂废异画毕尽尽无爱恋热烦灯奖独状态残瘫聋哑疯痴脑肿脱临举兴艺盖荐"
    "虚虫卫冲补装里规触订记诉诈词诚谁课调谈论诺谋谓谎译丰猪贝负财责贫贪贴贼宾赔赏质赢赶迹"
    "车软较载辈轮辞农游违遗迟适逻邮乡丑释铜钢镇铁闪闲队阶随险虽灵顶须预领颗愿风飞饭饮馆驾"
    "骗惊脏闹鲜鸟面黄党齿龟系只里那赞注册刚创剑劳势汇却参唤启尝吓围园圆执报块垫够夹夺妇妈"
    "娘宁宝寻导届层岛师带干库厢厦弹汇径恒耻恶恼惯虑庆忧凭懒怀悬战抛挟舍扫挂采拣挥抢拨捡拥"
    "击挡担据扩扰携数断升暂会条极构枪乐楼标欧气决冲况泄凉泪净浅凑沟温灭汉渐洁潜湿滩乌烟烧"
    "争尔墙狱盗盘众困矫础矿礼祸税稳穷竞笔范筑篮粤粮纠纪纯纷绍丝绑综练县绩缴罚骂罗义圣闻肃"
    "胁脚脏征台它你只只才绘启寸并布占储偿优两冻剂励厌呐丧叹坠奥婴尴尸岗岭帜庙厕弯宪愤恳摆"
    "挤拦揽叙毙昼晓旷胧弃栋柜叹歼滥浏洒灿爷牺狭猎珐玛亩叠痹瘾皱了瞩砚禅谷窝窜筹团纹纽纺扎"
    "绒弦绞纲绵绪缘编纵绷绳缠罢聪耸肤胆铺舰荆庄卜萨兰蜡蚕袜访诊询诗诠夸诱谊谅咨赋赠趋践踊"
    "轨辅辆辑辖辩迈邻酱酿钞钩铭锦锅锻镑鉴钥闸阁板阔闯阵隐云雾雳韦顿颇颂顽颁颈颤飘饲饰饱饼"
    "饿骑骚驱骤发胡须斗郁鱼鲁鲸凤鸣鸭"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_FORMAT_CHARACTERS = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile(r"\s+")
_ELONGATED_LETTER = re.compile(r"([a-z])\1{2,}")
_REPEATED_SIGN = re.compile(r"([^\sa-z0-9_])\1{2,}")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u201c": '"', "\u201d": '"'})


def to_simplified(text: str) -> str:
    """Return `text` with traditional characters replaced one by one (lengths stay equal)."""
    return text.translate(_TO_SIMPLIFIED)


def fold_width(text: str) -> str:
    """Return `text` with full-width forms made plain and invisible characters removed."""
    return _FORMAT_CHARACTERS.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


def normalise(text: str) -> str:
    """Return the one spelling that models and word tables look at."""
    plain = to_simplified(fold_width(text)).lower()
    plain = _ELONGATED_LETTER.sub(r"\1", plain)
    plain = _REPEATED_SIGN.sub(r"\1\1", plain)
    return _SPACES.sub(" ", plain).strip()
