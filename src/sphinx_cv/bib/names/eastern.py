"""Names whose family name comes first without a comma, as in East Asia and Vietnam."""

from __future__ import annotations

from sphinx_cv.model import fold
from sphinx_cv.model.patterns import regex

# The family names of most people in China and Korea, in their characters.
_FAMILIES = frozenset(
    '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田'
    '董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛'
    '闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴洪申김이박최정강조윤장임한오서신권황안송류전홍고문양손배'
    '백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국'
)
_DOUBLE_FAMILIES = frozenset(
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 夏侯 令狐'
    ' 남궁 황보 선우 제갈'.split()
)
# Vietnamese family names, with the accents by which they are known; nine of ten people have one.
VIETNAMESE = frozenset(
    'Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Đoàn Lương Trương '
    'Trịnh Tạ Tô Lâm Châu Phùng Hứa'.split()
)
# Family names of China, Korea and Vietnam that in capitals look like initials.
_SHORT_FAMILIES = frozenset(
    'AI AN AU BA BAI BAO BI BO BU CAI CAO CHA CHE CHI CHO CHU CUI DAI DAO DO DU EOM EUN FAN FEI '
    'FU GAN GAO GE GIL GU GUO HA HAN HAO HE HO HOU HU HUA HUO HUR IM JIA JIN JO JOO JU KAI KIM KO '
    'KU KWO LAI LAM LAN LAU LE LEE LEI LI LIM LIN LIU LO LOU LU LUO LUU LY MA MAI MAO MEI MI MIN '
    'MO MU NA NAM NG NGO NI NIE NIU NOH OH OU PAK PAN PEI PU QI QIN QIU QU RAN REN ROH RUI SHA '
    'SHE SHI SO SON SU SUH SUN TA TAI TAN TAO TU VO VU WAN WEI WEN WU XI XIA XIE XIN XU XUE YAN '
    'YAO YE YEO YI YIM YIN YOO YU YUE YUN ZHA ZHU ZOU ZUO'.split()
)
# The same without their accents, but for those that are given names or particles elsewhere.
_PLAIN_VIETNAMESE = frozenset(map(fold, VIETNAMESE)) - set('do ho le lam ly ta to vo chau'.split())
_MIDDLE = frozenset(('Văn', 'Van', 'Thị', 'Thi'))
# Longer ones of China and Korea, and the given names of two syllables that tell them.
_LONG_FAMILIES = frozenset(
    'Baek Bang Bong Byun Chang Chen Cheng Cheung Chiang Chien Choi Chou Chuang Chun Chung Deng '
    'Feng Hong Hsiao Hsieh Hsu Huang Hwang Jang Jeon Jeong Jiang Jung Kang Kwak Kwon Leung Liang '
    'Liao Moon Park Peng Ryoo Ryu Seo Shim Shin Song Sung Tang Tsai Tseng Wang Wong Xiao Yang Yoon '
    'Zhang Zhao Zheng Zhou'.split()
)
_TWO_SYLLABLES = regex(r'[A-Z][a-z]{0,5}-[a-z]{1,6}')
_DOTS = '·∙•⋅‧・'
_DOTTED = regex(rf'[\u3400-\u9fff\uac00-\ud7af]+(?:[{_DOTS}][\u3400-\u9fff\uac00-\ud7af]+)+')
_DOT = regex(f'[{_DOTS}]')


def is_family(name: str) -> bool:
    """Return whether it is a short family name of China, Korea or Vietnam."""
    return name.upper() in _SHORT_FAMILIES


def is_eastern_family(word: str) -> bool:
    """Return whether a word is a family name in Chinese or Korean characters."""
    return (len(word) == 1 and word in _FAMILIES) or word in _DOUBLE_FAMILIES


def begins_with_family(word: str) -> bool:
    """Return whether a word in Chinese or Korean characters begins with a family name."""
    return word[:1] in _FAMILIES or word[:2] in _DOUBLE_FAMILIES


def parted_at_dots(source: str) -> str:
    """Put "and" for the dots between whole names: 王伟·李明; and not within one: 约翰·史密斯."""
    return _DOTTED.sub(lambda match: _parted(_DOT.split(match[0])), source)


def _parted(parts: list[str]) -> str:
    are_whole = all(1 < len(part) < 5 and begins_with_family(part) for part in parts)
    return (' and ' if are_whole else '·').join(parts)


def is_in_vietnamese_order(words: list[str]) -> bool:
    """Return whether the family name is the first of three words at least: Nguyen Van An."""
    return len(words) > 2 and fold(words[0]) in _PLAIN_VIETNAMESE


def ends_in_vietnamese(name: str) -> bool:
    """Return whether the last word is a family name of Vietnam, as in The Anh Nguyen."""
    return fold(name.rpartition(' ')[2]) in _PLAIN_VIETNAMESE


def is_family_first(words: list[str]) -> bool:
    """Return whether nobody would take the last word of a name for the family name."""
    if words[0] in VIETNAMESE:
        return words[-1] not in VIETNAMESE
    if len(words) == 2 and _TWO_SYLLABLES.fullmatch(words[1]):  # Bong Joon-ho
        return words[0] in _LONG_FAMILIES or is_family(words[0])
    is_plain = is_in_vietnamese_order(words) and words[1] in _MIDDLE
    return is_plain and fold(words[-1]) not in _PLAIN_VIETNAMESE


def in_capitals(words: list[str]) -> int:
    """Return how many words in capitals are a family name before a given one: DUPONT Anne.

    So people in France, China and Japan write names; one with fewer letters would be initials.
    """
    end = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    is_long = [len(word) > 3 and '.' not in word and word.isupper() for word in words]
    is_one = any(is_long[:end]) and not any(is_long[end:])
    return end if is_one and all(word[0].isupper() for word in words[end:]) else 0
