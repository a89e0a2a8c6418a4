r"""Letters that LaTeX types with those of ASCII: phonetics (``\textipa``), and Greek (LGR).

https://ctan.org/pkg/tipa, https://ctan.org/pkg/cbfonts
"""

from __future__ import annotations

import re
import unicodedata

from sphinx_cv.model.patterns import regex

_PHONETIC = dict(zip(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@:;"|',
    'ɑβɕðɛɸɣɦɪʝʁʎɱŋɔʔʕɾʃθʊʋɯχʏʒʉɨʌɜɥɐɒɤɵɘəːˑˈ|',
    strict=True,
))  # fmt: skip
# Behind these signs and a backslash.
_VARIANTS = {
    '!': dict(zip('bdgjGo', 'ɓɗɠʄʛʘ', strict=True)),
    ':': dict(zip('dlnrRstz', 'ɖɭɳɽɻʂʈʐ', strict=True)),
    ';': dict(zip('EJAUBGHLNR', 'ᴇᴊᴀᴜʙɢʜʟɴʀ', strict=True)),
    '*': dict(zip('fjknrtw', 'ɟʝʞɲɹʇʍ', strict=True)),
}
_IN_PHONETICS = regex(r'\\([!:;*])\{?([A-Za-z])\}?|\\[A-Za-z]+|\\.|""|.', re.DOTALL)
# The macros of these begin with "text".
NAMED = dict(zip(
    """esh beltl ltailn lengthmark halflength primstress secstress openo scripta baru bari turnv
    revepsilon turnm turnr fishhookr scr invscr ctc yogh turnscripta turnh turny sci scy turnw
    rtaild rtaill rtailn rtailr rtails rtailt rtailz scn scb scg scl scripth ramshorns reve
    turnmrleg pipe revglotstop barglotstop crh scriptg ctz lyoghlig rhookschwa tesh eng""".split(),
    'ʃɬɲːˑˈˌɔɑʉɨʌɜɯɹɾʀʁɕʒɒɥʎɪʏʍɖɭɳɽʂʈʐɴʙɢʟɦɤɘɰǀʕʡħɡʑɮɚʧŋ',
    strict=True,
))  # fmt: skip
_GREEK = dict(zip(
    'abgdezhjiklmnxoprstufqywcABGDEZHJIKLMNXOPRSTUFQYW?;',
    'αβγδεζηθικλμνξοπρστυφχψωςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ;·',
    strict=True,
))  # fmt: skip
_BREATHINGS = {
    "'": '\u0301', '`': '\u0300', '~': '\u0342', '>': '\u0313', '<': '\u0314', '"': '\u0308',
}  # fmt: skip
_IN_GREEK = regex(r"""([<>"'`~]*)([A-Za-z])(\|?)|[?;]""")
_FINAL = regex(r'\u03c3(?=[^\w\u0300-\u036f]|$)')


def phonetic(text: str) -> str:
    r"""Return the argument of ``\textipa`` in the letters of phonetics."""
    return _IN_PHONETICS.sub(_phonetic, text)


def _phonetic(match: re.Match[str]) -> str:
    if match[1]:
        return _VARIANTS[match[1]].get(match[2], match[2])
    return 'ˌ' if match[0] == '""' else _PHONETIC.get(match[0], match[0])


def greek(text: str) -> str:
    r"""Return the argument of ``\textgreek`` in Greek letters, if it is in those of LGR."""
    if not text.isascii() or '\\' in text:
        return text
    letters = _IN_GREEK.sub(_greek, text.replace("''", '»').replace('``', '«'))
    return unicodedata.normalize('NFC', _FINAL.sub('ς', letters))


def _greek(match: re.Match[str]) -> str:
    if match[2] is None:
        return _GREEK[match[0]]
    marks = ''.join(map(_BREATHINGS.__getitem__, sorted(match[1], key='<>"~`\''.index)))
    return _GREEK[match[2]] + marks + ('\u0345' if match[3] else '')
