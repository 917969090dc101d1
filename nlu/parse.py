"""Facts found in free words by pattern, and the mask that keeps them from Rasa.

What is found here is never asked of a model: names, document and phone numbers, application
numbers. `mask` replaces them, and everything else that looks like a number, code, password or
address of a person, before a text leaves the process.
"""

import re

from dialogs.kinds import DocumentKind
from dialogs.understanding import Facts
from nlu.names import likely_name, told_name
from nlu.normalise import fold_width, normalise

_GAP = r"[\s\-\u2010-\u2015.·]?"
_DOCUMENT_NUMBER = re.compile(
    rf"(?<![\dA-Za-z])[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx×](?![\dA-Za-z])"
)
_PHONE = re.compile(
    rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?(1[3-9]\d(?:{_GAP}\d){{8}})(?!{_GAP}\d)(?![\dXx])"
)
_APPLICATION = re.compile(rf"(?<![A-Za-z])RS{_GAP}(\d(?:{_GAP}\d){{7,19}})(?!\d)", re.IGNORECASE)

_PERMANENT = re.compile(
    r"永居|永久居留|绿卡|五星卡|green card|permanent resident|residence (?:id )?card"
)
_RESIDENT = re.compile(r"身份证|身分证|二代证|resident id|\bid card|identity card|national id")
_DECLARED = re.compile(
    r"(?:我的?(?:证件|有|是用|用的?|持有?|拿的?)|证件(?:类型|种类)?(?:是|为|:|选)|本人持|用的是|"
    r"\bi (?:have|hold|use|own)|\bmy (?:document|card|id) is|document(?: type)?\s*(?:is|:))"
)

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|(?<!\w)@\w{3,}", re.IGNORECASE)
_TOLD_SECRET = re.compile(
    r"((?:密码|密碼|口令|验证码|驗證碼|pass(?:word|code)?|pwd|pw|code|pin|otp)"
    r"(?:\s*(?:是|为|為|叫|设为|設為|改成|改为|改為|用|就用|=|:|：)+|\s+(?:is|was|to)\b)\s*[\"“'「]?)"
    r"([A-Za-z0-9!@#$%^&*_+\-.]{3,})",
    re.IGNORECASE,
)
_NOT_A_SECRET = re.compile(
    r"(?i)(?:wrong|not|incorrect|forgotten|lost|gone|too|the|what|be|blocked|locked|invalid|"
    r"rejected|reset|expired|missing|for|different|same|safe|stored|sent|change|changed|"
    r"accepted|correct|case|required|needed|still|again|log|password|my|new|old|another|"
    r"refused|weak|simple|secure|leaked|stolen|used|valid|coming|here|there|it|"
    r"you|me|us|another|any|allowed|forbidden|ok|okay|fine|possible|enough|difficult|hard|easy|"
    r"short|long|never|already|being|now|your|this|that|please|see|use|get)\b[.]*"
)
_MIXED_RUN = re.compile(
    r"(?<![A-Za-z0-9_])(?=[A-Za-z!@#$%^&*+\-]*\d)(?=[\d!@#$%^&*+\-]*[A-Za-z])"
    r"[A-Za-z0-9!@#$%^&*+\-]{5,}(?![A-Za-z0-9_])"
)
_LONG_RUN = re.compile(r"\+?\d(?:[\s\-\u2010-\u2015.·,()（）/*#]{0,2}\d){3,}[Xx]?")
_HAN_DIGIT = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖洞拐勾貳參陸兩"
_HAN_RUN = re.compile(rf"[{_HAN_DIGIT}](?:[\s\-,，、]?[{_HAN_DIGIT}]){{3,}}[xX]?")
_ENGLISH_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_ENGLISH_RUN = re.compile(
    rf"\b{_ENGLISH_DIGIT}(?:[\s,\-]+{_ENGLISH_DIGIT}){{3,}}\b", re.IGNORECASE
)

_FORM_LABELS = re.compile(
    r"_[a-z]+_|我叫|我是|我的?|本人|姓名|名字|身份证件?|永居证|证件|号码|号|手机|电话|联系方式|预留|是|为|叫|"
    r"\b(?:my|name|is|i|am|i'm|id|card|number|no|phone|mobile|tel|and|the|document|passport)\b|\W+"
)


def facts_in(text: str) -> Facts:
    """Return the personal facts told in `text`; two different ones of a kind count as none."""
    plain = fold_width(text)
    number = _only_one({_compact(found.group()) for found in _DOCUMENT_NUMBER.finditer(plain)})
    rest = _DOCUMENT_NUMBER.sub(" ", plain)
    phone = _only_one({_compact(found[1]) for found in _PHONE.finditer(rest)})
    name = told_name(plain)
    return Facts(
        name=name.name if name else None,
        document_kind=_document_kind(normalise(text), number),
        number=number,
        phone=phone,
    )


def application_number_in(text: str) -> str | None:
    """Return the one application number in `text`, in capitals without spaces."""
    found = _APPLICATION.finditer(fold_width(text))
    return _only_one({f"RS{_compact(one[1])}" for one in found})


def mask(text: str) -> str:
    """Return `text` with names, numbers, codes, secrets and addresses replaced by their kind."""
    plain = fold_width(text)
    plain = _ADDRESS.sub(" _link_ ", plain)
    plain = _without_name(plain)
    plain = _APPLICATION.sub(" _application_ ", plain)
    plain = _DOCUMENT_NUMBER.sub(" _number_ ", plain)
    plain = _PHONE.sub(" _phone_ ", plain)
    plain = _TOLD_SECRET.sub(_without_secret, plain)
    plain = _MIXED_RUN.sub(" _secret_ ", plain)
    for pattern in (_LONG_RUN, _HAN_RUN, _ENGLISH_RUN):
        plain = pattern.sub(" _number_ ", plain)
    return " ".join(plain.split())


def says_only_facts(masked: str) -> bool:
    """Whether a masked text holds nothing but form labels and masked values."""
    return bool(re.search(r"_[a-z]+_", masked)) and not _FORM_LABELS.sub("", normalise(masked))


def _without_name(plain: str) -> str:
    """Replace the name that was found, everywhere it stands, until none is found any more."""
    for _ in range(3):
        found = likely_name(plain)
        if found is None:
            return plain
        plain = re.sub(re.escape(found.name), " _name_ ", plain, flags=re.IGNORECASE)
    return plain


def _without_secret(found: re.Match[str]) -> str:
    if found[2].isdigit() or _NOT_A_SECRET.fullmatch(found[2]):
        return found.group()
    return f"{found[1]} _secret_ "


def _document_kind(plain: str, number: str | None) -> DocumentKind | None:
    """Return the kind the number shows (9…: permanent resident), else one that is declared."""
    if number:
        permanent = number.startswith("9")
        return DocumentKind.PERMANENT_RESIDENT if permanent else DocumentKind.RESIDENT_ID
    if not _DECLARED.search(plain):
        return None
    named = {
        kind
        for kind, pattern in (
            (DocumentKind.PERMANENT_RESIDENT, _PERMANENT),
            (DocumentKind.RESIDENT_ID, _RESIDENT),
        )
        if pattern.search(plain)
    }
    return named.pop() if len(named) == 1 else None


def _compact(found: str) -> str:
    """Return digits and X only, in capitals."""
    return re.sub(r"[^\dX]", "", found.upper().replace("×", "X"))


def _only_one(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
