"""What tells organisations from people: words, legal forms, and the order of the words."""

from __future__ import annotations

import re

from sphinx_cv.bib.latex.namelists import PROTECTED_COMMA
from sphinx_cv.bib.names.eastern import ends_in_vietnamese
from sphinx_cv.bib.names.protection import is_protected, restored
from sphinx_cv.model import is_cjk
from sphinx_cv.model.patterns import regex

# Words for organisations, in the languages of the lists seen; German makes more of the last one.
ORGANISATIONS = frozenset(
    'collaboration collaborations consortium consortia group team committee network project '
    'initiative association society institute institution university department foundation '
    'council organisation organization inc ltd gmbh llc corporation company center centre agency '
    'laboratory laboratories investigators collaborators alliance federation ministry bureau '
    'commission contributors developers community collaborative program programme academy union '
    'survey study lab labs parliament parlament kommission gesellschaft aktiengesellschaft '
    'stiftung hochschule institut verband bundesamt bundesministerium bundesanstalt universität '
    'université universidad universidade università universiteit universitet universitat '
    'instituto ministère équipe equipe équipo equipo grupo gruppo groupe arbeitsgruppe '
    'arbeitskreis ministério ministerio fundación fundação fundació fondation fondazione société '
    'sociedad sociedade associação asociación associazione agence agencia agência conseil consejo '
    'comité comitê comisión comissão академия институт министерство университет '
    'общество'.split()
)
LAST_OF_ORGANISATION = 'gemeinschaft'
_TASK_FORCE = regex(r'\btask\s+force\b')
# Words that no family name is, which braces around "and" keep within one name.
NOT_PEOPLE = frozenset(
    'administration bank board cancer college energy federal health hospital international '
    'library museum nations national office press research royal school science sciences service '
    'services space trust engineers physicists applications affairs diseases care education '
    'technology development statistics industry industrial environment innovation strategy '
    'security protection uk us usa world of for the on in'.split()
)
_WORDS = regex(r'\w+')
_KINDS = frozenset(('Collaboration', 'Consortium', 'Group', 'Team'))
# Of these words some are family names as well.
_FAMILIES_TOO = frozenset(('Bureau', 'Center', 'Council', 'Lab', 'Study', 'Union'))
# What begins the name of an organisation and is no given name.
NO_GIVEN = regex(
    r'(?:World|United|European|African|Inter-American|National|International|Federal|Global|'
    r'Europäische[rs]?|Deutsche[rs]?|Nationale?|Internationale?)(?= |$)'
)
# How the family name begins that Google Scholar takes for one: for Standardization, International
_PREPOSITION = regex(r'(?:for|on|of|against) ')
# How names begin or end that have none of the words above.
_FIRST_WORD = regex(r'(?:ETH|RWTH|EPF|Consiglio|C[âá]mara|Statistisches Amt|Office) ')
_LAST_WORD = regex(
    r'.+ (?:research|workshop|authors|technologies|microsystems|institutet|engineering)',
    re.IGNORECASE,
)
NUMBERED = regex(r'.*[^\W\d_]{2}.* \d+(?: .+)?')  # Working Party 29
# How the names of companies end; some would be initials in a list that has its initials behind.
_COMPANY = regex(
    r'.+ (?:AB|AG|A/?S|ASA|ApS|B\.?V\.?|KG|KK|N\.?V\.?|Oyj?|OÜ|PLC|plc|Pty|S\.?A\.?S?|SARL|SE|'
    r'S\.?r\.?l\.?|SRL|S\.?p\.?A\.?|S\.L\.U?\.?|LLP|Ltda?\.?|Corp\.?|Co\.|e\.\s?V\.|mbH|Kft\.?|'
    r'd\.\s?o\.\s?o\.|z o\.\s?o\.|a\.\s?s\.|S\.?A\.? de C\.?V\.?|주식회사)|'
    r'(?:\u041e\u041e\u041e|\u041e\u0410\u041e|\u0417\u0410\u041e|\u041f\u0410\u041e|\u0422\u041e\u041e|'
    r'\u0410\u041e(?= [«"]))\s.+|주식회사 .+'
)
# The same, and other organisations, in names that have no spaces.
_EASTERN = regex(
    r'(?:株式会社|株式會社|合同会社|一般(?:社団|財団)法人|独立行政法人|国立|주식회사|\(주\)).{2,}|'
    r'.{2,}(?:株式会社|株式會社|公司|集团|集團|大学|大學|学院|學院|研究所|研究院|研究中心|委员会|委員会|委員會|'
    r'协会|協会|協會|学会|學會|出版社|编委会|編委會|编写组|课题组|財団|省|庁|科学院|'
    r'주식회사|대학교|연구원|연구소|협회|학회|위원회)'
)
# Behind a comma; S.A., A.G. and N.V. are there the initials of people.
_COMPANY_BEHIND = regex(
    r'(?:Inc|Ltd|Llc|LLC|LLP|Llp|GmbH|Corp|PLC|Plc|Pty|Limited|Incorporated|Corporation)\b.*|Co\.'
)
# Behind initials; those of countries are none.
_WITH_INITIALS = regex(
    r"(?!U\. ?[SKN]\.|E\. ?U\.)(?:[^\W\d_a-z]\.[ -]?){1,3} [^\W\d_a-z][\w'’-]*[^\W\d_A-Z]"
)
# The name in another script, or a remark, behind a name.
BEHIND = regex(r'(.*\w.*)\s(\([^()]+\))')
# Small words that stand in names of organisations alone.
_NO_PARTICLES = regex(r'(?<=\w[ .])(?:of|for|at|the|on)(?= \w)')


def names_organisation(text: str) -> bool:
    """Return whether one of the words of a text is one for an organisation."""
    text = text.lower()
    words = _WORDS.findall(text)
    return (
        not ORGANISATIONS.isdisjoint(words)
        or (LAST_OF_ORGANISATION in text and any(map(_is_for_organisation, words)))
        or ('task' in words and _TASK_FORCE.search(text) is not None)
    )


def _is_for_organisation(word: str) -> bool:
    return word in ORGANISATIONS or word.endswith(LAST_OF_ORGANISATION)


def has_no_persons_word(text: str) -> bool:
    """Return whether one of the words of a text is no name of a person."""
    return not NOT_PEOPLE.isdisjoint(_WORDS.findall(text.lower()))


def is_organisation(name: str) -> bool:
    """Return whether a name is one of an organisation."""
    if is_protected(name):
        return not _is_protected_person(name)
    if ',' in name:
        return _is_turned(name) or is_company(name) or _is_at_place(name)
    behind = BEHIND.fullmatch(name)
    if behind is not None and ' ' not in behind[1] and not is_cjk(behind[1]):
        return True  # ProQuest (Firm)
    if not name.isascii() and len(name) > 3 and _EASTERN.fullmatch(name):
        return True
    return ' ' in name and any(
        (
            names_organisation(restored(name)),
            _NO_PARTICLES.search(name),
            has_legal_form(name),
            NO_GIVEN.match(name),
            name.startswith('The ') and not ends_in_vietnamese(name),
            NUMBERED.fullmatch(name),
            ' & ' in name,
            _FIRST_WORD.match(name),
            _LAST_WORD.fullmatch(name),
        )
    )


def has_legal_form(name: str) -> bool:
    """Return whether a name begins or ends like that of a company: Example AG."""
    return _COMPANY.fullmatch(name) is not None


def is_company(name: str) -> bool:
    """Return whether a name with a comma is one of an organisation: ``Example, Inc.``."""
    before, comma, behind = name.rpartition(',')
    if not comma or not before[:1].isupper():
        return False
    is_part = names_organisation(before) and names_organisation(behind) and ',' not in before
    return _COMPANY_BEHIND.fullmatch(behind.strip()) is not None or bool(is_part)


def _is_turned(name: str) -> bool:
    """Return whether its last word was taken for a family name: Organization, World Health."""
    last, _, rest = (part.strip() for part in name.partition(','))
    if not rest or ',' in rest:
        return False
    if _PREPOSITION.match(last):
        return True
    if ' ' in last:
        is_article = rest == 'The'  # Nature Conservancy, The
        return is_article or (rest.isupper() and _is_noun(last.rpartition(' ')[2]))  # Core Team, R
    return any(
        (_is_noun(last), last in _KINDS, _COMPANY_BEHIND.fullmatch(last), NO_GIVEN.match(rest))
    )


def _is_noun(word: str) -> bool:
    """Return whether a word is one for an organisation, and no family name as well."""
    is_one = word.istitle() and _is_for_organisation(word.lower())
    return is_one and word not in _FAMILIES_TOO


def _is_at_place(name: str) -> bool:
    """Return whether a name with a comma is one in its order: University of Example, Berlin."""
    whole, _, rest = (part.strip() for part in name.partition(','))
    if ' ' in rest and (names_organisation(rest) or _NO_PARTICLES.search(rest)):
        return True  # WHO, Regional Office for Europe
    is_noun = ' ' in whole and _is_noun(whole.rpartition(' ')[2])
    return is_noun or _NO_PARTICLES.search(whole) is not None or has_legal_form(whole)


def _is_protected_person(name: str) -> bool:
    """Return whether somebody put a person in braces: ``{Doe, Jane}``, ``{J. Doe}``."""
    text = restored(name)
    if _WITH_INITIALS.fullmatch(text):
        return True
    is_inverted = name.count(PROTECTED_COMMA) == 1 and len(text.split()) < 5
    return is_inverted and not names_organisation(name)


def organisation_in_order(name: str) -> str:
    """Return the name of an organisation whose last word may have been taken for a family name."""
    last, _, rest = restored(name).partition(', ')
    is_turned = _is_turned(name) or (rest and last in _KINDS)
    return f'{rest} {last}' if is_turned else restored(name)
