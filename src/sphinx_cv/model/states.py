"""States of publication, as biblatex has keys for them and as people write them in many languages.

The words of an entry are printed as they are; here is what they say of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_cv.model.patterns import regex

# biblatex's keys for the field "pubstate", and those that people form like them -> their words.
PUBSTATES = {
    'inpreparation': 'in preparation', 'inprep': 'in preparation', 'submitted': 'submitted',
    'forthcoming': 'forthcoming', 'inpress': 'in press', 'prepublished': 'prepublished',
    'inreview': 'in review', 'underreview': 'under review', 'inrevision': 'in revision',
    'underrevision': 'under revision', 'toappear': 'to appear', 'inprogress': 'in progress',
    'accepted': 'accepted', 'minorrevision': 'minor revision', 'majorrevision': 'major revision',
    'revise&resubmit': 'revise and resubmit', 'reviseandresubmit': 'revise and resubmit',
    'r&r': 'revise and resubmit', 'rejected': 'rejected', 'aheadofprint': 'ahead of print',
    'draft': 'draft',
}  # fmt: skip
# What is so is out.
_PUBLISHED = frozenset({'published', 'final', 'publishedonline', 'released', 'public'})

# How a state, or a note that gives it, begins where nothing is published yet.
_NOT_PUBLISHED = regex(
    r'(?:manuscript |article |paper |work |still |currently )*'
    r'(?:in prep|(?:to be |re-?)?submitted\b(?! version)|submission|rejected\b|'
    r'(?:in|under) (?:\w+ |double-blind )?(?:re-?)?(?:review|submi|revision)|'
    r'in progress|not yet (?:published|submitted)|draft$|unpublished$|under contract\b|'
    r'(?:expected|anticipated|planned)(?: completion| graduation| publication)?'
    r'(?:$|[,:]|(?: in)? (?:\w+ )?\d{4})|'
    r'(?:desk|been) rejected|(?:\d(?:st|nd|rd) (?:round )?)?(?:r ?\\?& ?r\b|'
    r'revised? (?:and|&|\\&) re-?submit)|(?:major|minor) revisions?\b|'
    # German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian, Polish
    r'(?:zur veröffentlichung )?eingereicht|in (?:vorbereitung|begutachtung|überarbeitung)|'
    r'(?:article )?soumise?s?\b|en (?:préparation|révision|cours (?:de|d[’\']))|'
    r'enviad[oa]\b|sometid[oa]\b|en (?:preparación|revisión|evaluación|prensa y revisión)|'
    r'submetid[oa]\b|em (?:preparação|revisão|avaliação)|'
    r'inviat[oa]\b|sottomess[oa]\b|in (?:preparazione|revisione|valutazione)|'
    r'ingediend|in voorbereiding|inskicka[dt]|under granskning|indsendt|innsendt|'
    r'(?:w recenzji|złożon[aye]|w przygotowaniu)|'
    # Catalan, Czech, Hungarian, Romanian, Finnish, Turkish, Vietnamese, Indonesian
    r'en (?:preparació|revisió|avaluació)|enviat\b|v (?:recenzi|recenzním|přípravě)|odesláno|'
    r'(?:közlésre )?benyújtva|(?:bírálat|elbírálás) alatt|előkészületben|'
    r'(?:în )(?:evaluare|pregătire)|trimis\b|(?:lähetetty|vertais)?arvioitavana|valmisteilla|'
    r'gönderildi|(?:hakem )?değerlendirme(?:de|sinde)|hazırlanıyor|'
    r'đang (?:bình duyệt|phản biện|xem xét|chuẩn bị)|đã (?:gửi|nộp)|dalam (?:proses )?review|'
    # Greek, Hebrew, Arabic, Persian
    r'υπό (?:κρίση|αξιολόγηση|προετοιμασία)|הוגש|בהכנה|قيد (?:المراجعة|التحكيم|الإعداد)|'
    r'در دست (?:داوری|تهیه)|'
    # Russian, Chinese, Japanese, Korean
    r'(?:отправлен|подан|направлен)[аоы]?\b|на рецензии|готовится|в подготовке|'
    r'(?:已)?投稿(?:中)?|在?审(?:稿)?中?|審査中|査読中|準備中|심사 ?중|투고)',
    re.IGNORECASE,
)  # fmt: skip
# What is accepted, but not out.
_AWAITED = regex(
    r'in (?:the )?(?:press|print)\b|(?:conditionally |provisionally )accepted|article in press|'
    r'(?:advance|early) (?:online|access|article|view)|(?:e?pub(?:lish)? )?ahead of print|e?pub$|'
    r'epub ahead|forthcoming|to appear|latest articles|articles in advance|just[ -]accepted|'
    r'first ?view$|online ?first$|asap$|'
    r'to be published|(?:just )?accepted\b|early access|'
    r'(?:published )?(?:online|ahead)[ -](?:first|of[ -]print|ahead of print)|online ahead|'
    r'im (?:druck|erscheinen)|erscheint|angenommen|(?:à|a) paraître|sous presse|acceptée?\b|'
    r'en prensa|aceptad[oa]|próxim[oa]|no prelo|aceit[oa]\b|in (?:corso di )?stampa|accettat[oa]|'
    r'in druk|geaccepteerd|i tryck|accepterad|w druku|en premsa|acceptat\b|v tisku|přijato|'
    r'(?:közlésre )?elfogadva|megjelenés (?:alatt|előtt)|nyomdában|în curs de apariție|'
    r'painossa|hyväksytty|baskıda|kabul edildi|sắp xuất bản|được (?:chấp nhận|nhận đăng)|'
    r'υπό (?:δημοσίευση|έκδοση)|בדפוס|התקבל|(?:مقبول|قيد) (?:للنشر|النشر)|در دست چاپ|\u0443 друці|'
    r'в печати|принят[аоы]?\b|印刷中|掲載(?:予定|決定)|已?录用|待刊|게재 ?(?:예정|승인)',
    re.IGNORECASE,
)
# What stands before the journal or book that it will be in, or in parentheses behind that.
_BEFORE = regex(
    r'((?:manuscript )?(?:re)?submitted|accepted(?: for publication)?|to appear|to be publi\w+ed|'
    r'forthcoming|in press|(?:under|in) (?:review|revision|consideration)|eingereicht|angenommen|'
    r'(?:\d(?:st|nd|rd) (?:round )?)?(?:r ?\\?& ?r|revise (?:and|\\?&) re-?submit)|rejected|'
    r'conditionally accepted|(?:minor|major) revisions?|'
    r'erscheint|soumis|accepté|à paraître|enviado|aceptado|submetido|aceito|inviato|accettato)\b'
    r'(?:,|:|\s+(?:to|in|at|for|by|with|bei|à|dans|a|en|para|na|no)\b:?)?(?:\s+the\b)?\s*',
    re.IGNORECASE,
)
# The same before a publisher, whose name may well be "In Press".
_WITH = regex(
    r'((?:under contract|forthcoming) (?:with|at|by|from)|in press (?:with|at))\b\s*', re.I
)
_IN_FRONT = regex(r'[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*(.+)')
_BEHIND = regex(r'(.*?)\s*[(\[\uff08]\s*([^()\[\]]+?)\s*[)\]\uff09]\s*')
_LONGEST = 40  # a sentence is no state
# What a history tells behind the day on which something was submitted.
_LATER = regex(r'[;,.] (?:and )?(?:accepted|published)\b(?! by)', re.IGNORECASE)
_LABEL = regex(r'^[\s(\[]*(?:(?:publication )?status\s*:\s*)?', re.IGNORECASE)
_SENTENCES = regex(r'[.;]\s+')
_WORD = regex(
    r'\b(?:in)?press\b|forthcoming|appear|accept|submi|review|prep|progress|revis|expect', re.I
)
_CAPITAL = regex(r'[A-Z][a-z]+(?: [a-z]+)*')
# The words of which states in English consist.
_VOCABULARY = frozenset(
    'submitted accepted forthcoming in under press print review revision revisions minor major to '
    'appear be published preparation progress early access online first ahead of conditionally '
    'rejected desk advance revise and resubmit & r&r draft'.split()
)
_AFTER_SIGN = regex(r'(.*?)\s*(?:[,.;]|--+|[–—]|\s-)\s+([^,.;()]+?)\s*')


def is_not_published(words: str) -> bool:
    """Return whether words, of a state or a note, say that nothing is published yet.

    A note may say so in a sentence of its own behind another one: "Preprint. In preparation".
    """
    words = _LABEL.sub('', words, count=1)
    if not words or _NOT_PUBLISHED.match(words):
        return bool(words) and not _LATER.search(words)
    behind = _SENTENCES.split(words)[1:]
    return any(len(said) < _LONGEST and _NOT_PUBLISHED.match(said) for said in behind)


def is_state(words: str) -> bool:
    """Return whether words begin like a state of publication."""
    return is_not_published(words) or _AWAITED.match(words) is not None


def holds_state(words: str) -> bool:
    """Return whether words, where a date or a state is expected, tell a state."""
    return _WORD.search(words) is not None or is_state(words)


def state_in_words(text: str) -> str:
    """Return a state, which may be a key of biblatex, in words; '' of what is published."""
    if _key(text) in _PUBLISHED:
        return ''
    text = text.replace('\\&', '&')
    words = PUBSTATES.get(_key(text), text)
    if _is_in_plain_words(words):
        return words.lower()
    return words[:1].lower() + words[1:] if _CAPITAL.fullmatch(words) else words


def _is_in_plain_words(text: str) -> bool:
    return all(word in _VOCABULARY for word in text.lower().split())


def key_in_words(text: str) -> str:
    """Return the words of a key of biblatex, and all other text as it is."""
    return PUBSTATES.get(text.lower(), text)


def _key(text: str) -> str:
    return re.sub(r'[\s-]', '', text.lower())


@lru_cache(maxsize=4096)
def parted(name: str) -> tuple[str, str]:
    """Return the state that stands at the name of a journal or book, '' if none, and the name."""
    if (behind := _BEHIND.fullmatch(name)) and is_state(behind[2]):
        return state_in_words(behind[2]), behind[1]
    last = _AFTER_SIGN.fullmatch(name)
    if last and _is_in_plain_words(last[2]) and is_state(last[2]):
        return state_in_words(last[2]), last[1]
    if (front := _IN_FRONT.fullmatch(name)) and is_state(front[1]):
        return state_in_words(front[1]), front[2]
    if before := _BEFORE.match(name):
        return state_in_words(before[1]), name[before.end() :]
    return (state_alone(name), '') if state_alone(name) else ('', name)


@lru_cache(maxsize=1024)
def parted_publisher(name: str) -> tuple[str, str]:
    """Return the state that stands at the name of a publisher, '' if none, and the name."""
    if before := _WITH.match(name):
        words, _, _ = before[1].lower().rpartition(' ')
        return words, name[before.end() :]
    return parted(name) if _BEHIND.fullmatch(name) else ('', name)


@lru_cache(maxsize=1024)
def state_alone(text: str) -> str:
    """Return the state that a text is, in words; '' if it is something else."""
    text = text.strip('{}()[] .')
    return state_in_words(text) if len(text) < _LONGEST and is_state(text) else ''
