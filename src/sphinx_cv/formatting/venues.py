"""The venue of a paper in words: the badge before its title, and the line below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.formatting.languages import in_own_language, language_name
from sphinx_cv.formatting.names import PLAIN, NameStyle
from sphinx_cv.formatting.wording import literals, says_itself, sentence, text_of
from sphinx_cv.model import Markup, Text, collaboration, plain_text
from sphinx_cv.model.calendar_words import undated
from sphinx_cv.model.dates import DateRange
from sphinx_cv.model.fields import FIELDS, editors_role, role_in
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.preprints import server_in
from sphinx_cv.model.states import is_state
from sphinx_cv.model.text import one_line
from sphinx_cv.model.types import SUBTYPES, type_of
from sphinx_cv.model.words import (
    _,
    capital,
    comma,
    list_gaps,
    ngettext,
    pieces,
)
from sphinx_cv.model.written_dates import read_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_cv.model import Inline, Paper, Person, Rich
    from sphinx_cv.model.fields import Field
    from sphinx_cv.model.tables import Table

# The work in which a paper appeared; the first field that is there is printed in italics.
CONTAINERS = ('journaltitle', 'booktitle', 'maintitle', 'eventtitle', 'howpublished', 'venue')

_WORKS = ('journaltitle', 'booktitle', 'maintitle', 'howpublished')  # each may be named besides
SUBTITLES = {
    'journaltitle': 'journalsubtitle', 'booktitle': 'booksubtitle', 'maintitle': 'mainsubtitle',
}  # fmt: skip
_ADDRESS = regex(r'(?:https?://|www\.)\S+', re.IGNORECASE)
# What stands around an address and says no more than that the work is there.
_NO_NAME = regex(
    r'\W*(?:(?:also|freely|available|online|accessible|published|at|on|from|in|see|url)\b\W*)*',
    re.I,
)
_ARXIV = regex(r'(?:arxiv|corr)\b', re.IGNORECASE)
_OF_VOLUMES = ('volume', 'booktitle', 'maintitle')
_OF_EVENTS = ('eventtitle', 'eventtitleaddon', 'venue')
_OF_BOOKS = frozenset({'book', 'chapter'})
_MANY_EDITORS = 4
# What a talk under the name of a journal lacks, whose place is said.
_OF_JOURNALS = ('volume', 'number', 'issue', 'pages', 'eid', 'publisher')

# What databases write as the type of everything, and says no more than that it was published.
_NO_SUBTYPE = regex(
    r'(?:journal |conference |magazine )?(?:article|paper|proceedings)\b.*|journal|'
    r'proceedings paper|(?:book )?(?:section|chapter)|(?:edited )?book|web ?page|generic',
    re.IGNORECASE,
)
_YEAR = regex(r"\s*(?:\b(?:19|20)\d\d\b|[’']\d\d\b)\s*")

_EPRINT_WORDS = {
    'pubmed': 'PubMed', 'pmid': 'PubMed', 'googlebooks': 'Google Books', 'jstor': 'JSTOR',
    'hdl': 'HDL',
}  # fmt: skip
# Where a judgment is printed: 961 S.W.2d 273.
_REPORTER = regex(r'\d+ [A-Z](?:[\w.’\' ]*\.[\w.’\' ]*|[A-Z]+) \d+')
_OTHER_PATENT = regex(r'(patent|patreq)[a-z]{2}')


def badge_and_venue(paper: Paper) -> tuple[str, str]:
    """Return the short name of the venue, which stands before the title, and that of its group.

    The first is '' if the venue has none, and the second is without the year.
    """
    short, name = paper.text('abbr'), plain_text(container(paper))
    is_arxiv = _ARXIV.match(name)  # or dblp's CoRR, as if it were a journal
    is_numbered = paper.year and paper.identifiers.get('arxiv') and (is_arxiv or not name)
    badge = short or (f'arXiv {paper.year}' if is_numbered else '')
    group = _YEAR.sub('', short).strip() or ('arXiv' if is_arxiv else name)
    return badge, group or badge.partition(' ')[0] or _('Other')


def container(paper: Paper) -> Rich:
    """Return the name of the work in which the paper appeared."""
    return paper.texts.get(_container_field(paper), ())


def _container_field(paper: Paper) -> str:
    for name in CONTAINERS:
        if name in paper.texts and _is_named(paper, name):
            is_told = name == 'eventtitle' and paper.text(name) in paper.text('howpublished')
            return 'howpublished' if is_told else name  # Keynote at the Conference of X
    return ''


def _is_named(paper: Paper, name: str) -> bool:
    """Return whether a field has a name; an address is none."""
    text = paper.text(name)
    if '//' not in text and 'www.' not in text.lower():
        return bool(text)  # as nearly all are
    return not (_ADDRESS.search(text) and _NO_NAME.fullmatch(_ADDRESS.sub('', text)))


@in_own_language
def venue(
    paper: Paper,
    is_owner: Callable[[Person], bool] = lambda person: False,
    names: NameStyle = PLAIN,
) -> Rich:
    """Return the line of the venue: who else took part, where it appeared, and when."""
    parts = [*_other_titles(paper), text_of(collaboration_of(paper)), _kind(paper)]
    within = _container_field(paper)
    parts.append(_container(paper, within, is_first=not any(parts)))
    parts += [_second_container(paper, within), paper.rich('booktitleaddon')]
    event = list(_event(paper))
    parts += event
    parts.append(() if _has_volume_of(paper) else paper.rich('maintitleaddon'))
    for words, people, others in _hands(paper):
        first = words if any(parts) else capital(words)
        shown = tuple(_in_prose(people, is_owner, names, others=others))
        parts.append(filled(first, shown))
    given = {*paper.texts, 'volume'} if 'volumes' in paper.texts else paper.texts
    parts += [_part(paper, name) for name in FIELDS.view(_in_line) if name in given]
    if not within:
        parts.append(text_of(_eprint(paper)))
    if paper.state and paper.date:
        parts.append(text_of(_(paper.state) if any(parts) else capital(_(paper.state))))
    parts.append(text_of(_when(paper)))
    return _joined(_once(parts, event))


def _once(parts: list[Rich], event: list[Rich]) -> list[Rich]:
    """Return the parts that say something, each once, without a year that the one before has."""
    once: dict[str, Rich] = {}
    for part in filter(None, parts):
        once.setdefault(plain_text(part).casefold(), part)
    said = list(once.values())
    if event and event[-1] in said[-2:-1] and plain_text(event[-1]).endswith(_last_year(said)):
        said.pop()  # as in "Paris, 1–3 May 2020"
    if len(said) == 2 and plain_text(said[0]).endswith(_with_year(plain_text(said[1]))):
        said.pop()  # as in "Proc. ICLR 2026"
    return said


def _last_year(said: list[Rich]) -> str:
    """Return the end of a date of the year that stands last; none ends so if that is no year."""
    last = plain_text(said[-1])
    return f' {last}' if last.isdecimal() else '\n'


def _with_year(year: str) -> tuple[str, ...]:
    """Return how a conference ends that has its year: ICLR 2026, ICLR (2026), Conf. (ICLR 2026)."""
    return f' {year}', f'({year})', f' {year})'


def _other_titles(paper: Paper) -> Iterator[Rich]:
    """Yield the title in Latin letters, and in the language of the readers."""
    if romanized := paper.rich('titleromanized'):
        yield _emphasised(romanized)
    if translated := paper.rich('titletranslation'):
        yield (Text('['), *translated, Text(']'))


def collaboration_of(paper: Paper) -> str:
    """Return the collaboration behind a paper, '' if it is among the authors."""
    if not (name := collaboration(paper.text('collaboration'))):
        return ''
    return '' if any(person.literal and person.family in name for person in paper.authors) else name


def names_people(paper: Paper) -> bool:
    """Return whether the line of the venue names anybody."""
    return next(_hands(paper), None) is not None


def _hands(paper: Paper) -> Iterator[tuple[str, Sequence[Person], bool]]:
    """Yield who wrote the book, edited or translated: sentence, people, whether there are more."""
    if paper.book_authors and paper.book_authors != paper.authors:
        yield _('by {names}'), paper.book_authors, False
    role = paper.fields.get('editortype', '')
    is_edited = role or type_of(paper.type).edited or paper.text('issuetitle')
    if paper.authors and paper.editors and is_edited:
        yield _(editors_role(role).words), paper.editors, paper.and_other_editors
    if paper.translators:
        yield _translated(paper), paper.translators, False
    for name, people in paper.hands.items():
        yield _(role_in(name, paper.fields).words), people, False


def _translated(paper: Paper) -> str:
    """Return who translated it as a sentence, with the language from which, if that is known."""
    if not (original := paper.text('origlanguage')):
        return _('translated by {names}')
    # Translators: {language} is the name of a language, as CLDR has it
    sentence = _('translated from {language} by {names}')
    return sentence.replace('{language}', language_name(original))


def _in_prose(
    people: Sequence[Person],
    is_owner: Callable[[Person], bool],
    names: NameStyle,
    *,
    others: bool,
) -> Iterator[Inline]:
    """Yield the names as prose joins them; the owner stands out, and is among the first ones."""
    is_long = len(people) > _MANY_EDITORS
    shown = [p for at, p in enumerate(people) if not is_long or at < 3 or is_owner(p)]
    named = [_named(names.in_prose(person), own=is_owner(person)) for person in shown]
    if others or is_long:
        yield from filled(_('{names} et al.'), _joined([(name,) for name in named]))
        return
    for gap, name in zip(list_gaps(len(named)), named, strict=False):
        yield from (*text_of(gap), name)


def _named(name: str, *, own: bool) -> Inline:
    return Markup('strong', (Text(name),)) if own else Text(name)


def filled(sentence: str, rich: Rich = (), **named: Rich) -> Rich:
    """Return a sentence with what is *named* in the places of these names, and *rich* in others."""
    *parts, (last, _name) = pieces(sentence)
    result: list[Inline] = []
    for text, name in parts:
        result += (*text_of(text), *named.get(name, rich))
    return (*result, *text_of(last))


def _container(paper: Paper, name: str, *, is_first: bool) -> Rich:
    """Return the work that the paper is in, by the field of that *name*, with its subtitle."""
    is_book = name == 'booktitle' and type_of(paper.type).work in _OF_BOOKS
    if is_book and paper.text(name) == paper.title_text:
        return ()  # a chapter may have no title of its own
    whole = _emphasised(_titled(paper, name))
    if not whole or name != 'booktitle' or type_of(paper.type).volume != 'book':
        return whole
    # Translators: the book in which a chapter or the paper of a conference is; some languages have
    # a word before it, as German: "In: {book}"
    within = _('{book}')
    return filled(capital(within) if is_first else within, whole)


def _titled(paper: Paper, name: str) -> Rich:
    """Return the title in a field with its subtitle."""
    title, subtitle = paper.rich(name), paper.rich(SUBTITLES.get(name, ''))
    return (*title, Text(': '), *subtitle) if subtitle else title


def _second_container(paper: Paper, within: str) -> Rich:
    """Return the book beside the journal that an entry names, or how it was published besides."""
    first = plain_text(paper.rich(within))
    for name in [name for name in _WORKS if name in paper.texts and name != within]:
        other = '' if name == 'maintitle' and _has_volume_of(paper) else paper.text(name)
        is_new = other and other not in first and first not in other and other != paper.title_text
        if is_new and _is_named(paper, name):
            rich = paper.rich(name)
            return rich if name == 'howpublished' else _emphasised(rich)
    return ()


def _event(paper: Paper) -> Iterator[Rich]:
    """Yield the event at which the paper was given, its place and its days, each once."""
    if paper.texts.keys().isdisjoint(_OF_EVENTS) and 'eventdate' not in paper.fields:
        return  # as of most papers
    said = plain_text(container(paper))
    for name in ('eventtitle', 'venue'):
        text = paper.text(name)
        if text and text not in said and not paper.text('location').startswith(text):
            yield paper.rich(name)
        if name == 'eventtitle':
            yield paper.rich('eventtitleaddon')
    written = one_line(paper.fields.get('eventdate', '').strip('{}'))
    if written and written != paper.fields.get('date'):
        yield text_of(read_dates(written).words)


def _in_line(fields: Table[Field]) -> list[str]:
    """Return the fields of the line in their order."""
    return sorted(fields.having('line'), key=lambda name: not fields[name].early)


def _part(paper: Paper, name: str) -> Rich:
    rich, pattern = paper.rich(name), FIELDS[name].line
    if name == 'volume':
        return _volume(paper, rich)
    if name == 'number' and _is_of_series(paper):
        return ()  # it stands behind the series
    if not _is_named(paper, name) or _is_said(paper, name, plain_text(rich)):
        return ()
    if name == 'issuetitle' and (subtitle := paper.rich('issuesubtitle')):
        rich = (*rich, Text(': '), *subtitle)
    if FIELDS[name].several:
        return literals(rich)
    part = filled(*sentence(name, rich, _(pattern)))
    if name == 'series' and _is_of_series(paper):
        return _joined([part, filled(*sentence('number', paper.rich('number'), _('no. {}')))])
    return part


def _is_of_series(paper: Paper) -> bool:
    """Return whether the number is that in a series of books, and no issue of a journal."""
    work = type_of(paper.type).work
    is_in_series = work in _OF_BOOKS or (work == 'conference' and not paper.text('journaltitle'))
    return is_in_series and all(map(paper.text, ('series', 'number')))


def _is_said(paper: Paper, name: str, text: str) -> bool:
    """Return whether another part of the line says the same as that field."""
    match name:
        case 'series':
            return text in plain_text(container(paper))
        case 'titleaddon':
            return text == paper.title_text
        case 'issue':
            return text == paper.text('number')
        case 'number':
            is_name = not text[0].isdecimal() and text in plain_text(container(paper))
            is_told = len(text) > 3 and is_name
            return is_told or paper.type == 'patent' or _is_eprint(paper, text)
        case 'publisher' | 'location':
            # Nobody looks for a journal at its publisher's.
            is_within = plain_text(container(paper)).endswith(
                (f', {text}', f'. {text}', f'({text})')
            )
            is_article = type_of(paper.type).work == 'article' and 'journaltitle' in paper.texts
            is_of_event = name == 'location' and not any(map(paper.text, _OF_JOURNALS))
            return is_within or (is_article and not is_of_event)
        case 'assignee':
            return text == paper.text('holder')
        case 'pagetotal':
            pages = paper.text('pages')
            return text == pages or bool(pages and type_of(paper.type).volume != 'main')
        case 'articleno' | 'art_number':
            return bool(paper.text('eid'))
        case 'pages':
            return text == paper.text('eid', 'articleno', 'art_number')
    return False


def _is_eprint(paper: Paper, text: str) -> bool:
    """Return whether a number is that of the preprint, which the line gives as such."""
    number = paper.identifiers.get('arxiv') or paper.text('eprint')
    return bool(number) and number in text and not container(paper)


def _volume(paper: Paper, number: Rich) -> Rich:
    """Return the volume, with its work if the line does not name that; or the number of volumes."""
    if number:
        if part := paper.text('part'):
            number = (*number, Text(f'.{part}'))
        if not _has_volume_of(paper):
            text = plain_text(number)
            if _is_within(text, plain_text(container(paper))):
                return ()
            is_cited = _REPORTER.fullmatch(text) or says_itself(text)
            return filled('{}' if is_cited else _('vol. {}'), number)
        addon = paper.rich('maintitleaddon')
        whole = _joined([*filter(None, (_emphasised(_titled(paper, 'maintitle')), addon))])
        return filled(_('vol. {number} of {title}'), number=number, title=whole)
    count = paper.text('volumes')
    if not count.isdecimal() or int(count) < 2:
        return ()
    return text_of(ngettext('{} vol.', '{} vols.', int(count)).format(count))


def _has_volume_of(paper: Paper) -> bool:
    """Return whether the line says with the volume of which work it is one."""
    return 'maintitle' in paper.texts and all(map(paper.text, _OF_VOLUMES))


def _is_within(volume: str, title: str) -> bool:
    """Return whether a title says which volume it is of: Proc. X (Volume 1: Long Papers)."""
    return re.search(rf'\b(?:vol(?:ume|\.)?|part) {re.escape(volume)}\b', title, re.I) is not None


def _when(paper: Paper) -> str:
    """Return the date, or the years over which a work of several volumes came out."""
    if paper.date is None:
        return undated(paper.date_text)
    written = paper.fields.get('date', '')
    try:
        return DateRange.parse(written).words if '/' in written else paper.date.words
    except ValueError:
        return paper.date.words


def _kind(paper: Paper) -> Rich:
    subtype, words = paper.text('type'), type_of(paper.type).words
    if subtype and not _NO_SUBTYPE.fullmatch(subtype):
        words = SUBTYPES.get(subtype.lower(), subtype)
        if other := _OTHER_PATENT.fullmatch(words):
            words = SUBTYPES[other[1]]  # of a country that biblatex has no key for
    words = capital(words) if words.islower() and words.isalpha() else _(words)
    if paper.type == 'unpublished' and not subtype and _says_more(paper):
        words = ''  # it is where its number says, or is to be
    number = paper.text('number') if paper.type == 'patent' else ''
    return text_of(_('{type} no. {number}').format(type=words, number=number) if number else words)


def _says_more(paper: Paper) -> bool:
    return 'arxiv' in paper.identifiers or bool(paper.state) or is_state(paper.text('note'))


def _eprint(paper: Paper) -> str:
    number = paper.text('eprint') or paper.identifiers.get('arxiv', '')
    kind = paper.text('eprinttype') or ('arxiv' if 'arxiv' in paper.identifiers else '')
    if not number or 'http' in number:
        return ''
    if kind and number.lower().startswith(f'{kind.lower()}:'):
        return number  # ark:/12345/x
    server = server_in(kind)
    label = _EPRINT_WORDS.get(kind.lower()) or (server.name if server else kind)
    is_labelled = not label or number.lower().startswith(f'{label.lower()}:')
    return number if is_labelled else f'{label}:{number}'


def _emphasised(rich: Rich) -> Rich:
    return (Markup('emphasis', rich),) if rich else ()


def _joined(parts: list[Rich]) -> Rich:
    result: list[Inline] = []
    for index, part in enumerate(parts):
        result += [Text(comma()), *part] if index else part
    return tuple(result)
