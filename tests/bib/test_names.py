"""Lists of names are split as their authors meant them, and people are told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pybtex.database import Person as PybtexPerson

from sphinx_cv.bib import read_bibliography
from sphinx_cv.bib.names import (
    NameList,
    NameMatcher,
    annotated,
    eastern,
    marks,
    organisations,
    parse_names,
    persons,
    separators,
)
from sphinx_cv.bib.names.usual import usual_person
from sphinx_cv.export.bibtex import name_fields
from sphinx_cv.model import Person

if TYPE_CHECKING:
    from pathlib import Path


def read(source: str) -> tuple[NameList, list[str]]:
    """Return the names of a list, and the subtypes of what is said about it."""
    reports: list[str] = []
    return parse_names(source, lambda subtype, _: reports.append(subtype)), reports


def shown(source: str) -> str:
    """Write a list of names short: sort names, organisations in brackets, marks behind."""
    return written(read(source)[0])


def written(names: NameList) -> str:
    """Write a list of names short."""
    people = [
        (f'[{person.name}]' if person.literal else person.sort_name)
        + ''.join(f' ({annotation})' for annotation in sorted(person.annotations))
        for person in names.people
    ]
    return '; '.join(people + ['…'] * names.and_others)


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Doe, Jane and Richard Roe', 'Doe, Jane; Roe, Richard'),
        ('Doe, Jane AND Roe, Richard And Poe, Ann', 'Doe, Jane; Roe, Richard; Poe, Ann'),
        ('Doe, Jane\n   and\n   Roe, Richard and ', 'Doe, Jane; Roe, Richard'),
        ('and Doe, Jane and and , and Roe, Richard', 'Doe, Jane; Roe, Richard'),
        ('de la Cruz, Jr., Juan', 'de la Cruz, Jr., Juan'),
        ('David Francis. Roe and Ann {Doe, III} and Bo {Fox Jr.} and Stephan v. Berg',
         'Roe, David Francis; Doe, III, Ann; Fox, Jr., Bo; v. Berg, Stephan'),
        ('Philip~K.Poe and J.R.R.Orr', 'Poe, Philip K.; Orr, J.R.R.'),
        ('David {Doe (moderator)} and v. Berg, Stephan',
         'Doe, David ("moderator"); v. Berg, Stephan'),
        ('P. A. {v}an {d}er Helm and Bo {G}alouzeau Roe', 'van der Helm, P. A.; Roe, Bo Galouzeau'),
        ('Cruz, Juan, Jr. and Doe Jr., Jane', 'Cruz, Jr., Juan; Doe, Jr., Jane'),
        ('Sammy Davis Jr. and Henry Ford III', 'Davis, Jr., Sammy; Ford, III, Henry'),
        ('Doe, Jane, MD and Roe, Richard, Ph.D. and Poe, M.D.',
         'Doe, MD, Jane; Roe, Ph.D., Richard; Poe, M.D.'),
        ('Nguy{\\~{\\^e}}n, V{\\~a}n', 'Nguyễn, Vãn'),
        ('Davis, III and Jane Doe, PhD', 'Davis, III; Doe, PhD, Jane'),
        ('van der Berg, Ann and Ludwig van Beethoven', 'van der Berg, Ann; van Beethoven, Ludwig'),
        ('Berg, Ann van den', 'van den Berg, Ann'),
        ('{De Leeuw}, J. and Jan {de Muijnck-Hughes}', 'De Leeuw, J.; de Muijnck-Hughes, Jan'),
        ('{{de Muijnck-Hughes}}, Jan and {van der} Roe, R.',
         'de Muijnck-Hughes, Jan; van der Roe, R.'),
        ('García Márquez, Gabriel and Gabriel García Márquez',
         'García Márquez, Gabriel; Márquez, Gabriel García'),
        ('Santiago Ramón y Cajal', 'Ramón y Cajal, Santiago'),
        ('jane doe and reddit and bell hooks', 'doe, jane; reddit; hooks, bell'),
        ('Doe, J.~A. and Roe,~R. and Poe, A.B.', 'Doe, J. A.; Roe, R.; Poe, A.B.'),
        ('{Abrams}, Natasha S. and {Alexander}, K.~D.', 'Abrams, Natasha S.; Alexander, K. D.'),
        ("D'Elia, Valerio and Jean{-}Luc Al{-}Assad", "D'Elia, Valerio; Al-Assad, Jean-Luc"),
        ('Wang, Wei 0001 and Wei Li 0023', 'Wang, Wei; Li, Wei'),
        ('Doe, Jane <jane@x.org>', 'Doe, Jane'),
        ('松岡大樹 and 戸次, 大介 and 김 철수', '松岡大樹; 戸次大介; 김철수'),
        ('Suharto and Björk Guðmundsdóttir', 'Suharto; Guðmundsdóttir, Björk'),
        ('Иванов Иван Иванович and Пётр Петрович Сидоров',
         'Иванов, Иван Иванович; Сидоров, Пётр Петрович'),
        ('Wei Wang (王伟) and Jane Doe (née Poe)', 'Wang, (王伟), Wei; Doe, (née Poe), Jane'),
        ('M\\textsuperscript{c}Roe, Jane and M\\textsuperscript{a} José Ruiz',
         'McRoe, Jane; Ruiz, Mª José'),
        ('da Silva, Junior, Antonio and Doumic, père, Alex',
         'da Silva, Junior, Antonio; Doumic, père, Alex'),
        ('Sorel, J., C. and Doe, Jane', 'Sorel, J. C.; Doe, Jane'),
        ('King Jr, Martin and Jane Doe', 'King, Jr, Martin; Doe, Jane'),
        ('Smith III, James F and Speaks, PEP8', 'Smith, III, James F; Speaks, PEP8'),
        ('Nguyễn Văn, Anh and Nguyễn Văn Anh', 'Nguyễn Văn, Anh; Nguyễn Văn Anh'),
        (r'J. Doe \and B. Roe \And C. Poe', 'Doe, J.; Roe, B.; Poe, C.'),
        ('Doe, J. (0000-0002-1825-0097) and Roe, B. https://orcid.org/0000-0002-1825-0097 and '
         r'Poe, C.~\orcidID{0000-0001}', 'Doe, J.; Roe, B.; Poe, C.'),
        ('V. Adorno, Bruno', 'Adorno, Bruno V.'),
        ('Ludwig van Beethoven and von Goethe, Johann Wolfgang',
         'van Beethoven, Ludwig; von Goethe, Johann Wolfgang'),
        ('J.Doe and R.A.Roe', 'Doe, J.; Roe, R.A.'),
        ('Jane DOE and Bo ROE', 'DOE, Jane; ROE, Bo'),
        ('1. Doe, Jane and 2. Roe, Ann', 'Doe, Jane; Roe, Ann'),
        ('By Jane Doe and Dr. Roe, Ann', 'Doe, Jane; Roe, Ann'),
        ('Authors: Jane Doe and By, Ann', 'Doe, Jane; By, Ann'),
        ('[Doe, Jane] and Roe, [Ann] and D[onald] Poe', 'Doe, Jane; Roe, [Ann]; Poe, D[onald]'),
        ('The Beatles and The Anh Nguyen and The, Bo', '[The Beatles]; Nguyen, The Anh; The, Bo'),
        ('김철수(Kim Chul-soo)', '김철수 (Kim Chul-soo)'),
        ('Jane Doe, MD and Bo Roe, PhD', 'Doe, MD, Jane; Roe, PhD, Bo'),
        ('Garcia Lopez, MD and Doe, JK', 'Garcia Lopez, MD; Doe, JK'),
        ('D[onald] E. Knuth and Doe, J . and Doe, MD, Jane',
         'Knuth, D[onald] E.; Doe, J.; Doe, MD, Jane'),
        ('bb CC, XX, AA', 'bb CC, XX, AA'),
        ('Roe, Ann, B. and Roe, Ann, Jr., B.', 'Roe, Ann B.; Roe, Jr., Ann B.'),
        ('Smith, John Jr. and Doe, Jane M.D. and Roe, A. PhD',
         'Smith, Jr., John; Doe, M.D., Jane; Roe, PhD, A.'),
        ('Souza, João, Neto and Souza Filho, João', 'Souza, Neto, João; Souza Filho, João'),
        ('Roe, Ann, M.D., Ph.D., FACS', 'Roe, M.D., Ph.D., FACS, Ann'),
        ('Berg, van den, Jan and Vries, de, H.', 'van den Berg, Jan; de Vries, H.'),
        ('伟 王 and 민준 김 and 太郎 山田', '王伟; 김민준; 太郎山田'),
        ('Park Chan-wook and Tsai Ing-wen and Anne Smith-jones and Ahmed Al-farsi',
         'Park Chan-wook; Tsai Ing-wen; Smith-jones, Anne; Al-farsi, Ahmed'),
        ('Nguyen Van An and Le Hoang and Do Van Ranst and Van An Nguyen',
         'Nguyen Van An; Hoang, Le; Ranst, Do Van; Nguyen, Van An'),
        ('买买提·艾力 and 阿卜杜拉$\\bullet$买买提 and アン・ドウ',
         '买买提·艾力; 阿卜杜拉·买买提; アン・ドウ'),
        ('Roe, Ann, PhD, MPH', 'Roe, PhD, MPH, Ann'),
        (r"M{\"u}ller, J{\'e}r{\^o}me and S\o rensen, \AA sa", 'Müller, Jérôme; Sørensen, Åsa'),
        (r"{\noopsort{araujo}}de Ara{\'u}jo, Ana", 'de Araújo, Ana'),
        ('DOVE Anne and Bo Roe and GARCÍA LÓPEZ Ana M. and JP Smith and Cy COE and ИВАНОВ Иван',
         'DOVE, Anne; Roe, Bo; GARCÍA LÓPEZ, Ana M.; Smith, JP; COE, Cy; ИВАНОВ, Иван'),
        ('Edwin. J. Tan, Wendi. B. Roe', 'Tan, Edwin. J.; Roe, Wendi. B.'),
        ('{J. Doe} and {\\textbf{A. B. Roe}}* and {U.S. Navy} and Poe, C.',
         'Doe, J.; Roe, A. B. ("*"); [U.S. Navy]; Poe, C.'),
        ('', ''),
        (' and ', ''),
    ],
)  # fmt: skip
def test_persons(source: str, expected: str) -> None:
    """The grammar of BibTeX, with what people write beside it."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('family=Berg, given=Ann, prefix=van den, useprefix=true and Doe, Jane',
         'van den Berg, Ann; Doe, Jane'),
        ('given=Hans, family=Harman', 'Harman, Hans'),
        ('given="Jean Pierre", family={De La Tour}, suffix=III', 'De La Tour, III, Jean Pierre'),
        ('given=Madonna', 'Madonna'),
        ('sortingnamekeytemplatename=snks1 and useprefix=true and Doe, Jane', 'Doe, Jane'),
        ('family=Berg, given="Jan, Jr", useprefix=false', 'Berg, Jan, Jr'),
        ('family = Berg , given = Jan-Peter, given-i = {JP}', 'Berg, Jan-Peter'),
        ('useprefix=true', ''),
        ('{family=Smith, given=John, suffix=Jr.} and Roe, Ann', 'Smith, Jr., John; Roe, Ann'),
        ('Doe, Jane and family=Berg, given=Jan, prefix=van den, useprefix=true and Roe, Ann',
         'Doe, Jane; van den Berg, Jan; Roe, Ann'),
    ],
)  # fmt: skip
def test_biblatex_names(source: str, expected: str) -> None:
    """The extended format of biblatex names each part."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('{ATLAS Collaboration} and Doe, Jane', '[ATLAS Collaboration]; Doe, Jane'),
        ('Doe Roe, Jane and Equipo Técnico', 'Doe Roe, Jane; [Equipo Técnico]'),
        ('The ATLAS Collaboration', '[The ATLAS Collaboration]'),
        ('Doe, Jane and SMaHT MEI Working Group', 'Doe, Jane; [SMaHT MEI Working Group]'),
        ('Collaboration, ATLAS', '[ATLAS Collaboration]'),
        ('{Barnes and Noble} and {reddit}', '[Barnes and Noble]; [reddit]'),
        ('{Barnes, Noble, and Sons, Inc.}', '[Barnes, Noble, and Sons, Inc.]'),
        ('{Procter & Gamble} and {AT\\&T}', '[Procter & Gamble]; [AT&T]'),
        ('{Doe, Jane}', 'Doe, Jane'),
        ('{Doe, Jane and Roe, Richard}', 'Doe, Jane; Roe, Richard'),
        ('{Jane Doe and Richard Roe and CPHLN consortium}',
         'Doe, Jane; Roe, Richard; [CPHLN consortium]'),
        ('{\\textsc{Atlas} Collaboration}', '[Atlas Collaboration]'),
        ('The Anh Nguyen', 'Nguyen, The Anh'),
        (r'Fran{\,c}ois Roe and Doe, Fran{\c c}ois', 'Roe, François; Doe, François'),
        ('Acme Oy and Saab AB and Doe, Jane', '[Acme Oy]; [Saab AB]; Doe, Jane'),
        ('{National Aeronautics and Space Administration}',
         '[National Aeronautics and Space Administration]'),
        ('{Wellcome Trust and Cancer Research UK}', '[Wellcome Trust and Cancer Research UK]'),
        ('{Smith and Wesson} and Doe, Jane', '[Smith and Wesson]; Doe, Jane'),
        ('Friends of Rivers and Rights at Work', '[Friends of Rivers]; [Rights at Work]'),
        ('Example (Firm) and TUG 2004 conference', '[Example (Firm)]; [TUG 2004 conference]'),
        (r'{The \TUG{} Team} and {\LaTeX} project team', '[The TUG Team]; [LaTeX project team]'),
        ('{Jane Doe and Richard Roe}', '[Jane Doe and Richard Roe]'),
        ('{J. Doe and R. Roe}', 'Doe, J.; Roe, R.'),
        ('{{Ann Doe} and Roe, Bo}', '[Ann Doe]; Roe, Bo'),
        ('{{Bill and Jo Poe Foundation} and Doe, Jane}', '[Bill and Jo Poe Foundation]; Doe, Jane'),
        ('Google, Inc. and Doe, Jane', '[Google, Inc.]; Doe, Jane'),
        ('Roe, A.G. and Poe, S.A. and Doe, N.V.', 'Roe, A.G.; Poe, S.A.; Doe, N.V.'),
        ('{Roe, Poe and Partners, LLP}', '[Roe, Poe and Partners, LLP]'),
        ('European Commission, Joint Research Centre and Co, A.',
         '[European Commission, Joint Research Centre]; Co, A.'),
        ('{{NASA} and {ESA}}', '[NASA]; [ESA]'),
        # as Google Scholar turns them
        ('Organization, World Health and others', '[World Health Organization]; …'),
        ('for Standardization, International Organization and Union, European',
         '[International Organization for Standardization]; [European Union]'),
        ('Inc, SAS Institute and GmbH, Robert Bosch', '[SAS Institute Inc]; [Robert Bosch GmbH]'),
        ('Investigators, SPRINT Research Group', '[SPRINT Research Group Investigators]'),
        ('Nations, Mary and Bureau, Alexandre and Union, Jo',
         'Nations, Mary; Bureau, Alexandre; Union, Jo'),
        ('World Bank and United Nations and European Central Bank',
         '[World Bank]; [United Nations]; [European Central Bank]'),
        ('University of California, Berkeley', '[University of California, Berkeley]'),
        ('ISO/IEC JTC 1/SC 27 and Working Party 29', '[ISO/IEC JTC 1/SC 27]; [Working Party 29]'),
        ('Doe J and Roe A and GBD 2019 Collaborators', 'Doe, J; Roe, A; [GBD 2019 Collaborators]'),
        ('Royal Society, The and Core Team, R', '[The Royal Society]; [R Core Team]'),
        ('World Health Organization, Geneva and WHO, Regional Office for Europe',
         '[World Health Organization, Geneva]; [WHO, Regional Office for Europe]'),
        ('Procter \\& Gamble and Johnson \\& Johnson', '[Procter & Gamble]; [Johnson & Johnson]'),
        ('ETH Zürich and Sun Microsystems and BIG-bench authors',
         '[ETH Zürich]; [Sun Microsystems]; [BIG-bench authors]'),
        ('Jane Doe {et al.}', 'Doe, Jane; …'),
        ('Doe, Jane and 25 more authors', 'Doe, Jane; …'),
        ('Doe, Jane and {the STAR*D Study Team}', 'Doe, Jane; [the STAR*D Study Team]'),
    ],
)  # fmt: skip
def test_organisations(source: str, expected: str) -> None:
    """An organisation stays whole, in braces or not; a person in braces is a person."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Aad, Georges and others', 'Aad, Georges; …'),
        ('Aad, Georges and 2900 others', 'Aad, Georges; …'),
        ('Aad, Georges and {others}', 'Aad, Georges; …'),
        ('Aad, Georges and et al.', 'Aad, Georges; …'),
        ('Aad, Georges and al, et', 'Aad, Georges; …'),
        ('Aad, Georges et al.', 'Aad, Georges; …'),
        ('Aad, Georges, et~al.', 'Aad, Georges; …'),
        ('Aad, Georges and ...', 'Aad, Georges; …'),
        ('Aad, Georges and \\ldots', 'Aad, Georges; …'),
        ('Aad, Georges and (34 more authors)', 'Aad, Georges; …'),
        ('Doe J and Roe R and [+12 authors]', 'Doe, J; Roe, R; …'),
        ('Aad, Georges and colleagues', 'Aad, Georges; …'),
        ('Aad, G. et coll.', 'Aad, G.; …'),
        ('Aad, G. u. a.', 'Aad, G.; …'),
        ('Aad, G. y cols.', 'Aad, G.; …'),
        ('Aad, G. és mtsai', 'Aad, G.; …'),
        ('Doe, Jane and Kim Dal', 'Doe, Jane; Dal, Kim'),
        ('Aad, Georges and \\ldots and Zoe, Ann', 'Aad, Georges; Zoe, Ann; …'),
    ],
)
def test_and_others(source: str, expected: str) -> None:
    """A list that says it goes on, does."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Jane Doe, Richard Roe, Ann Poe, Tim Moe', 'Doe, Jane; Roe, Richard; Poe, Ann; Moe, Tim'),
        ('Jane Doe, Richard Roe, and Ann Poe', 'Doe, Jane; Roe, Richard; Poe, Ann'),
        ('Jane Doe, Richard Roe and Ann Poe', 'Doe, Jane; Roe, Richard; Poe, Ann'),
        ('Doe, J., Roe, R. B., Poe, A.-M.', 'Doe, J.; Roe, R. B.; Poe, A.-M.'),
        ('Doe, J., Roe, R. and Poe, A.', 'Doe, J.; Roe, R.; Poe, A.'),
        ('Doe J, Roe RB, van Poe A', 'Doe, J; Roe, RB; van Poe, A'),
        ('G. Chesi, K. Hashimoto', 'Chesi, G.; Hashimoto, K.'),
        ('Doe, Jane; Roe, Richard', 'Doe, Jane; Roe, Richard'),
        ('Jane Doe; Richard Roe; and Ann Poe', 'Doe, Jane; Roe, Richard; Poe, Ann'),
        ('Doe, Jane & Roe, Richard', 'Doe, Jane; Roe, Richard'),
        ('Jane Doe \\& Richard Roe', 'Doe, Jane; Roe, Richard'),
        ('Doe, Jane, Roe, Richard, Poe, Ann', 'Doe, Jane; Roe, Richard; Poe, Ann'),
        ('Doe, J., A., Roe, R. B.', 'Doe, J. A.; Roe, R. B.'),
        ('Doe A, Kim KJ and van Dam PQ', 'Doe, A; Kim, KJ; van Dam, PQ'),
        ('Doe A., Kim K.J.', 'Doe, A.; Kim, K.J.'),
        ('王伟\uff1b李明', '王伟; 李明'),
        ('王伟\uff0c李明\uff0cAda Example', '王伟; 李明; Example, Ada'),
        ('王伟\uff0c李明', '王伟; 李明'),
        ('김철수, 이영희, 박민수', '김철수; 이영희; 박민수'),
        ('Jane Doe und Bo Roe', 'Doe, Jane; Roe, Bo'),
        ('Jane Doe, Bo Roe und Ann Poe', 'Doe, Jane; Roe, Bo; Poe, Ann'),
        ('Doe, Jane und Roe, Bo', 'Doe, Jane; Roe, Bo'),
        ('Jane Doe with Bo Roe', 'Doe, Jane; Roe, Bo'),
        ('Juan Pérez y Ana García', 'Pérez, Juan; García, Ana'),
        ('Jane Doe / Bo Roe | Ann Poe', 'Doe, Jane; Roe, Bo; Poe, Ann'),
        ('Doe, J.and Roe, B. andPoe, A.', 'Doe, J.; Roe, B.; Poe, A.'),
        ('Doe JA, Roe BC, and Poe D', 'Doe, JA; Roe, BC; Poe, D'),
        ('김철수, 이영희', '김철수; 이영희'),
        ('王 伟, 李 明', '王伟; 李明'),
        ('司马迁\uff0c欧阳修', '司马迁; 欧阳修'),
        ('山田太郎\uff0c鈴木花子', '山田太郎; 鈴木花子'),
        ('de la Cruz, Juan, van den Berg, Ann', 'de la Cruz, Juan; van den Berg, Ann'),
        ('García Lorca, Ana, Vargas Llosa, Mario', 'García Lorca, Ana; Vargas Llosa, Mario'),
        ('García-Lorca, Ana y Vargas Llosa, Mario', 'García-Lorca, Ana; Vargas Llosa, Mario'),
        ('M. Rossi, L. Bianchi e G. Verdi', 'Rossi, M.; Bianchi, L.; Verdi, G.'),
        ('Rossi, M., Bianchi, L. e Verdi, G.', 'Rossi, M.; Bianchi, L.; Verdi, G.'),
        ('Kovács István és Nagy Éva', 'István, Kovács; Éva, Nagy'),
        ('Nguyễn Văn An, Trần Thị Bình', 'Nguyễn Văn An; Trần Thị Bình'),
        ('Иванов Иван Иванович, Петров Пётр Петрович',
         'Иванов, Иван Иванович; Петров, Пётр Петрович'),
        ('Doe, Jane/Roe, Ann', 'Doe, Jane; Roe, Ann'),
        (r'Doe, Jane \textcircled{r} Roe, Ann ⓡ Poe, Bo', 'Doe, Jane; Roe, Ann; Poe, Bo'),
    ],
)  # fmt: skip
def test_other_separators_are_repaired_and_reported(source: str, expected: str) -> None:
    """Commas, semicolons and ampersands between names are understood, and said to be wrong."""
    assert shown(source) == expected
    assert set(read(source)[1]) == {'comma_list'}


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Doe A and Kim KJ and van Dam PQ', 'Doe, A; Kim, KJ; van Dam, PQ'),
        ('Example AB and Other CD and {WHO Group} and others',
         'Example, AB; Other, CD; [WHO Group]; …'),
        ('King ML Jr and Doe J', 'King, Jr, ML; Doe, J'),
        ('Doe J.A. and Kim K.-J.', 'Doe, J.A.; Kim, K.-J.'),
        ('Иванов И. И. and Петров П.П.', 'Иванов, И. И.; Петров, П.П.'),
        ('Yi XU and Wei LI', 'XU, Yi; LI, Wei'),
        ('Doe A and Jane Roe', 'A, Doe; Roe, Jane'),
        ('Malcolm X', 'X, Malcolm'),
        ('Doe JA and Roe, Bo', 'Doe, JA; Roe, Bo'),
        ('J.C. Doe and D. Poulin. and Roe, Jane. and Poe, J. Jr.',
         'Doe, J.C.; Poulin, D.; Roe, Jane; Poe, Jr., J.'),
        ('Jane Doe and van Dam PQ', 'Doe, Jane; van Dam, PQ'),
        ('Henry Ford II and JANE ROE', 'Ford, II, Henry; ROE, JANE'),
        ('Doe J A and Roe B C', 'Doe, J A; Roe, B C'),
        ('Иванов И И and Петров П П', 'Иванов, И И; Петров, П П'),
        ('Li X and Doe AB 3rd and Dos Santos JR', 'Li, X; Doe, 3rd, AB; Dos Santos, JR'),
        ('Le Goff M and El Amrani F and Da Costa AB', 'Le Goff, M; El Amrani, F; Da Costa, AB'),
        ("St. Clair W and Mc Donald R and O' Brien T",
         "St. Clair, W; Mc Donald, R; O' Brien, T"),
        ('DOE J and ROE AB', 'DOE, J; ROE, AB'),
        ('ZHANG Wei and LI Xiaoming', 'ZHANG, Wei; LI, Xiaoming'),
        ('DUPONT Jean and LE GOFF Anne-Marie and MARTIN J.',
         'DUPONT, Jean; LE GOFF, Anne-Marie; MARTIN, J.'),
        ('JA Smith and BC Doe', 'Smith, JA; Doe, BC'),
        ('JO Smith and HE Doe', 'Smith, JO; Doe, HE'),
        ('Jean DUPONT and Anne MARTIN', 'DUPONT, Jean; MARTIN, Anne'),
    ],
)  # fmt: skip
def test_family_names_before_initials(source: str, expected: str) -> None:
    """A list as PubMed has it is known as a whole, and never by one name."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Doe Jeannie M, Roe John, Poe Anna B', 'Doe, Jeannie M; Roe, John; Poe, Anna B'),
        ('Doe Jeannie M and Roe Danielle L and Wu Jian',
         'Doe, Jeannie M; Roe, Danielle L; Wu, Jian'),
        ('Müller Hans Peter, van Dam Jan Q, O’Brien Mary K.',
         'Müller, Hans Peter; van Dam, Jan Q; O’Brien, Mary K.'),
        ('Doe Maria T; Roe Ana; Poe Bo C; WHO Study Group',
         'Doe, Maria T; Roe, Ana; Poe, Bo C; [WHO Study Group]'),
        ('Jeannie M Doe, John Roe, Anna B Poe', 'Doe, Jeannie M; Roe, John; Poe, Anna B'),
        ('García López M, Pérez Soto J', 'García López, M; Pérez Soto, J'),
        ('Arun Kumar S and John Roe', 'S, Arun Kumar; Roe, John'),
        ('Jane Doe and Arun Kumar S and John A. Roe', 'Doe, Jane; S, Arun Kumar; Roe, John A.'),
    ],
)  # fmt: skip
def test_family_names_before_whole_given_names(source: str, expected: str) -> None:
    """Initials that stand last in names, and nowhere before a word, tell such a list."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('Daimler-Example AG', '[Daimler-Example AG]'),
        ('Example AB', '[Example AB]'),
        ('Example S.A.', '[Example S.A.]'),
        ('Example Bahn AG and Other Example SE', '[Example Bahn AG]; [Other Example SE]'),
        ('Doe JA', 'Doe, JA'),
        ('Doe JA and Example SA', 'Doe, JA; Example, SA'),
        ('Doe, Jane and Example AG', 'Doe, Jane; [Example AG]'),
        ('\u041e\u041e\u041e «Пример и сыновья»', '[\u041e\u041e\u041e «Пример и сыновья»]'),
        ('株式会社例示製作所', '[株式会社例示製作所]'),
        ('示例技術有限公司 and 王伟', '[示例技術有限公司]; 王伟'),
        ('예시전자 주식회사', '[예시전자 주식회사]'),
        ('Instituto Brasileiro de Geografia', '[Instituto Brasileiro de Geografia]'),
        ('Beispiel Aktiengesellschaft', '[Beispiel Aktiengesellschaft]'),
        ('Universidad de Ejemplo and Roe, Bo', '[Universidad de Ejemplo]; Roe, Bo'),
        ('Example d.o.o.', '[Example d.o.o.]'),
    ],
)
def test_companies_sign_what_is_no_paper(source: str, expected: str) -> None:
    """Two capitals behind a name alone are its legal form; in an article, they are initials."""
    assert written(parse_names(source, print, of_firms=True)) == expected


@pytest.mark.parametrize(('kind', 'is_company'), [('misc', True), ('book', False)])
def test_two_capitals_may_be_initials(tmp_path: Path, kind: str, *, is_company: bool) -> None:
    """A person signs a book; of what firms sign, a word asks which it is."""
    file = tmp_path / 'refs.bib'
    file.write_text(f'@{kind}{{k, author={{Miller SA}}, title={{T}}, year=2020}}')
    bibliography = read_bibliography([file])
    assert bibliography.papers[0].authors[0].literal is is_company
    said = [p.message for p in bibliography.problems if 'Miller, S. A.' in p.message]
    assert len(said) == is_company


def test_who_signs_an_article_alone_has_initials() -> None:
    """Nobody can tell a company by two capitals where people sign."""
    assert shown('Example SA') == 'Example, SA'


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('王伟·李明·张三', '王伟; 李明; 张三'),
        ('김철수·이영희', '김철수; 이영희'),
        ('约翰·史密斯', '约翰·史密斯'),
        ('Roe, Ann, on behalf of the ABC Study Group',
         'Roe, Ann; [on behalf of the ABC Study Group]'),
        ('Doe, Jane and Ann Roe for the ABC Group', 'Doe, Jane; Roe, Ann; [for the ABC Group]'),
        ('Fund for the ABC Group', '[Fund for the ABC Group]'),
        (r'Jane Doe \\ Ann Roe \\[1ex] Bo Poe', 'Doe, Jane; Roe, Ann; Poe, Bo'),
        ('Ortega y Gasset, José and Castro e Silva, J. M.',
         'Ortega y Gasset, José; Castro e Silva, J. M.'),
        ('José Ortega y Gasset', 'Ortega y Gasset, José'),
        ('松岡\uff0c大樹', '松岡大樹'),
        ('松岡\uff0c大樹 and 戸次\uff0c大介', '松岡大樹; 戸次大介'),
        ('王\uff0c伟', '王伟'),
        ('高橋, 史郎 and 長谷川, 一郎', '高橋史郎; 長谷川一郎'),
        ('Doe, Jane, and Roe, Richard', 'Doe, Jane; Roe, Richard'),
        ('Doe, Jane,', 'Doe, Jane'),
        ('García Márquez, Gabriel José and Doe, Jane', 'García Márquez, Gabriel José; Doe, Jane'),
        ('García Márquez, Gabriel J. and Jane Doe', 'García Márquez, Gabriel J.; Doe, Jane'),
        (
            'García Lorca, María Luisa and Jane Doe and Roe, Ann',
            'García Lorca, María Luisa; Doe, Jane; Roe, Ann',
        ),
    ],
)  # fmt: skip
def test_commas_that_are_no_list(source: str, expected: str) -> None:
    """A comma too many does no harm, and is not worth a word."""
    assert shown(source) == expected
    assert read(source)[1] == []


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        (r'\textbf{Doe, Jane} and Roe, Richard', 'Doe, Jane; Roe, Richard'),
        (r'\textbf{Doe}, J. and \underline{Roe}, R.', 'Doe, J.; Roe, R.'),
        (r'{\bf Doe}, J. and {\bf Jane Roe}', 'Doe, J.; Roe, Jane'),
        (r'\textbf{\textbf{Doe}}, J.', 'Doe, J.'),
        (r'{\myname{Doe}}, Jane and \student{Ann van Poe}', 'Doe, Jane; van Poe, Ann'),
        ('<b>Doe</b>, Jane and <strong>Richard Roe</strong>', 'Doe, Jane; Roe, Richard'),
        ('<u>Doe, J.</u> and R&oslash;e, R.', 'Doe, J.; Røe, R.'),
        ('Jane **Doe** and **Roe**, R. and *Poe*, A. and **Al Coe** and __Moe__, T.',
         'Doe, Jane; Roe, R.; Poe, A.; Coe, Al; Moe, T.'),
        ('Doe, J. (2013) and Roe, R. [1999]', 'Doe, J.; Roe, R.'),
        ('Prof. Dr. Ann Doe and Roe, Dr. J. and Dr. Seuss', 'Doe, Ann; Roe, J.; Seuss, Dr.'),
        (r'\me and Doe, Jane', 'Doe, Jane'),
        (r'Doe, Jane \orcidlink{0000-0001} and Roe\thanks{Now elsewhere}, Richard',
         'Doe, Jane; Roe, Richard ("Now elsewhere")'),
    ],
)  # fmt: skip
def test_markup_around_names(source: str, expected: str) -> None:
    """Markup and private macros say how a name looks, not what it is."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        (
            r'Doe*, Jane and Roe, Richard* and Poe$^{\dagger}$, Ann and {\dag}Moe, Tim and '
            r'Coe\textsuperscript{1}, Al',
            'Doe, Jane (equal); Roe, Richard (equal); Poe, Ann (corresponding); '
            'Moe, Tim (corresponding); Coe, Al ("1")',
        ),
        (r'*Doe, Jane and Praveen *Roe', 'Doe, Jane (equal); Roe, Praveen (equal)'),
        (r'Doe$^*$, Jane and Roe$^{\ast}$, R. and Poe, A.$^{*,\dagger}$',
         'Doe, Jane (equal); Roe, R. (equal); Poe, A. (corresponding) (equal)'),
        (r'Doe\textsuperscript{*}, Jane and Roe<sup>*</sup>, R. and Poe\textsuperscript{\dag}, A.',
         'Doe, Jane (equal); Roe, R. (equal); Poe, A. (corresponding)'),
        ('Doe^, Jane and Roe^, Richard', 'Doe, Jane (equal); Roe, Richard (equal)'),
        ('Jane Doe and Richard Roe†', 'Doe, Jane; Roe, Richard (corresponding)'),
        ('Doe†, Jane and Roe†, R. and Poe, A.', 'Doe, Jane (equal); Roe, R. (equal); Poe, A.'),
        (r'Doe, Jane~\Letter and Roe, R. ✉', 'Doe, Jane (corresponding); Roe, R. (corresponding)'),
        ('Doe‡, Jane and Roe§, R. and Poe#, A. and Moe¶, T.',
         'Doe, Jane ("‡"); Roe, R. ("§"); Poe, A. ("#"); Moe, T. ("¶")'),
        (r'Doe$^{1,2}$, Jane and Roe$^1$, R. and Poe², A. and Moe3, T. and Al Coe1,2',
         'Doe, Jane ("1,2"); Roe, R. ("1"); Poe, A. ("2"); Moe, T. ("3"); Coe, Al ("1,2")'),
        (r'Doe$^{a}$, Jane and Roe\footnotemark[1], R. and Poe\footnote{x}, A. and Moe^1, T.',
         'Doe, Jane ("a"); Roe, R. ("1"); Poe, A. ("x"); Moe, T. ("1")'),
        ('Doe*, Jane and Roe, Richard', 'Doe, Jane ("*"); Roe, Richard'),
        ('Doe$^{*,1}$, Jane and Roe$^{*,2}$, R. and Poe^{3}, A. and Moe+, T.',
         'Doe, Jane ("1") (equal); Roe, R. ("2") (equal); Poe, A. ("3"); Moe, T. ("+")'),
        ('Doe**, Jane and Roe*, R. and Poe*, A.',
         'Doe, Jane ("**"); Roe, R. (equal); Poe, A. (equal)'),
        ('Author1, A. and Author2, B. and Author3, C.', 'Author1, A.; Author2, B.; Author3, C.'),
        ('Cy Roe (Illustrator) and Doe, Jane (Jenny)',
         'Roe, Cy ("Illustrator"); Doe, Jane (Jenny)'),
        ('Roe, Cy (co-first author) and Doe (eds.), Jane', 'Roe, Cy (equal); Doe, Jane ("eds.")'),
        ('Doe, Jane, ed. and Roe, Cy, editor', 'Doe, Jane ("ed."); Roe, Cy ("editor")'),
        (r'Doe\thanks{Corresponding author, x@y.org}, Jane and Roe\corref{c1}, R.',
         'Doe, Jane (corresponding); Roe, R. (corresponding)'),
        (r'Doe\thanks{Contributed equally}, Jane and Roe\inst{2}, R.',
         'Doe, Jane (equal); Roe, R. ("2")'),
        (r'Doe, Jane\thanks{Equal contribution} and Roe, R.\footnotemark[1] and Poe, A.\samethanks',
         'Doe, Jane (equal); Roe, R. (equal); Poe, A. (equal)'),
        (r'Doe, Jane\samethanks{} and Roe, R.', 'Doe, Jane ("1"); Roe, R.'),
        (r'Doe, Jane\equalcontrib and Roe, R.\corrauth',
         'Doe, Jane (equal); Roe, R. (corresponding)'),
        ('**Doe, Jane** and __Roe, R.__ and Poe**, A. and Coe, B.**',
         'Doe, Jane; Roe, R.; Poe, A. ("**"); Coe, B. ("**")'),
        ('Doe, Jane♥ and Roe, R.✉\ufe0f and Poe, A.📧',
         'Doe, Jane ("♥"); Roe, R. (corresponding); Poe, A. (corresponding)'),
        (r'Doe, Jane\textsuperscript{(c)} and Roe, R.$^{a,b}$', 'Doe, Jane ("c"); Roe, R. ("a,b")'),
        ('Doe, Jane (rick@roe.org) and Roe, R. (University of X)',
         'Doe, Jane; Roe, R. ("University of X")'),
        ('Jane Doe [University of X] and Roe, Ann [MIT]',
         'Doe, Jane ("University of X"); Roe, Ann ("MIT")'),
        ('Doe, Jane (née Poe) and Roe, Ann (Nan)', 'Doe, (née Poe), Jane; Roe, Ann (Nan)'),
        ('Doe, Jane (Hg.) and Roe, Ann (éd.) and 王伟\uff08主编\uff09 and Иванов, И. (ред.)',
         'Doe, Jane ("Hg."); Roe, Ann ("éd."); 王伟 ("主编"); Иванов, И. ("ред.")'),
        (r'$\bullet$ 王伟 and 李明$^{\bullet}$', '王伟 ("•"); 李明 ("•")'),
        ('王芳 (Wang Fang) and Wei Li (李伟)', '王芳 (Wang Fang); Li, (李伟), Wei'),
    ],
)  # fmt: skip
def test_marks(source: str, expected: str) -> None:
    """A star is equal contribution, a dagger or envelope the corresponding author."""
    assert shown(source) == expected


@pytest.mark.parametrize(
    ('source', 'notes', 'expected'),
    [
        ('Doe*, Jane and Roe*, R.', '* Corresponding authors', 'Doe, Jane ("*"); Roe, R. ("*")'),
        ('Doe†, Jane and Roe, R.', '†Deceased', 'Doe, Jane ("†"); Roe, R.'),
        ('Doe*, Jane and Roe*, R.', 'about C*-algebras', 'Doe, Jane (equal); Roe, R. (equal)'),
        ('Doe, J.⁺ and Roe, R.⁺', '⁺ joint first authors', 'Doe, J. ("+"); Roe, R. ("+")'),
        ('Doe1, Jane and Roe2, R.', '1 and 2: at A', 'Doe, Jane ("1"); Roe, R. ("2")'),
    ],
)
def test_the_words_of_the_entry_win(source: str, notes: str, expected: str) -> None:
    """A sign that the entry explains says that, and nobody is asked for its meaning."""
    reports: list[str] = []
    names = parse_names(source, lambda _, message: reports.append(message), notes)
    assert written(names) == expected
    assert reports == []


def test_a_mark_that_nobody_explains_is_told_once() -> None:
    """Signs without a meaning are kept, and one hint says how to give them one."""
    reports: list[tuple[str, str]] = []
    parse_names('Doe#, J. and Roe§, R. and Poe, A.', lambda *said: reports.append(said))
    assert reports == [
        ('hint', 'nobody says what # at "J. Doe" means (nor §); write note = {# …}, '
                 'or the meaning as author+an = {1=equal}'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ('source', 'is_asked'),
    [
        ('National Aeronautics and Space Administration', True),
        ('National Institute of Standards and Technology and Doe, Jane', True),
        ('ATLAS Collaboration and CMS Collaboration', False),
        ('Doe, Jane and Research Council of Norway and Roe, Bo', False),
        ('Plato and Aristotle', False),
        ('Health, Ann and West, Bank', False),
        ('Doe, Jane and World Bank and European Commission', False),
        ('National Academies of Sciences, Engineering, and Medicine', True),
        ('for Disease Control, Centers and Prevention', True),
        ('Institute of Electrical and Electronics Engineers', True),
        ('Team GLM and : and Aohan Zeng', False),
        ('Barnes and Noble, Inc.', True),
        ('Doe, Jane and Inter-American Development Bank and Roe, Bo', False),
        ('Martin Poe and Jane Bank', False),
        ('Jane Doe and For the TRISP Collaborators', False),
    ],
)
def test_an_organisation_that_and_parts_is_asked_about(source: str, is_asked: bool) -> None:
    """Without braces, BibTeX takes it for two."""
    assert read(source)[1] == ['hint'] * is_asked


def test_who_stands_there_for_each_role_is_one() -> None:
    """ORCID exports contributors so; two of one name beside others are two."""
    names, said = read('A Doe and A Doe and A Doe and B Roe and B Roe')
    assert (written(names), said) == ('Doe, A; Roe, B', ['name'])
    assert shown('A Doe and A Doe and B Roe and C Poe') == 'Doe, A; Doe, A; Roe, B; Poe, C'


def test_an_author_who_is_a_macro_is_missed() -> None:
    """A name that nothing defines is said to be lost; a macro beside a name is just left out."""
    assert read(r'\rlind and Doe, Jane and \rlind{}')[1] == ['name', 'name']
    assert read(r'Doe \foo, Jane') == (parse_names('Doe, Jane', print), ['unknown_macro'])


def test_unknown_macro_is_reported() -> None:
    """A private macro is named, once per list."""
    assert read(r'\myname{Doe}, Jane and \myname{Roe}, R.')[1] == ['unknown_macro']


ME = NameMatcher(['Zirui Liu', 'Zirui (Ray) Liu', 'Liu, Zirui'])


def is_me(name: str, matcher: NameMatcher = ME) -> bool:
    """Whether *matcher* knows the one name."""
    (person,) = read(name)[0].people
    return matcher.matches(person)


@pytest.mark.parametrize(
    'name',
    ['Zirui Liu', 'Liu, Zirui', 'Liu, Z.', 'Z. Liu', 'Liu, Z', 'Zirui (Ray) Liu', 'Ray Liu',
     'Zirui Ray Liu', 'Liu, Z. R.', 'Z.R. Liu', 'Liu, ZR', 'Zi-Rui Liu', 'Liu, Zi Rui',
     'LIU, ZIRUI',
     'Liu, Zirui R.', 'Zirui LIU*', r'\textbf{Liu, Zirui}', '{Liu}, Z.'],
)  # fmt: skip
def test_owner_is_found(name: str) -> None:
    """All spellings of one person are that person."""
    assert is_me(name)


@pytest.mark.parametrize(
    'name',
    ['Liu, Ninghao', 'Liu, Zhe', 'Liu, N.', 'Liu, Z. H.', 'Liu, Zi', 'Zirui Li', 'Li, Z.', 'Liu',
     'Liu, Ziruo', 'Liu, R.', 'Zirui', 'Liu Zirui', 'Liu, Raymond', 'Liu, Zhirui', '{Liu Group}',
     'Liu, Zhe R.'],
)  # fmt: skip
def test_others_are_not_the_owner(name: str) -> None:
    """A given name that disagrees makes another person, whatever the family name."""
    assert not is_me(name)


@pytest.mark.parametrize(
    ('spelling', 'name', 'same'),
    [
        ('Jane Anne Doe', 'Doe, J. A.', True),
        ('Jane Anne Doe', 'Doe, J.', True),
        ('Jane Anne Doe', 'Jane Doe', True),
        ('Jane Anne Doe', 'Doe, J. B.', False),
        ('Jane Anne Doe', 'Doe, Jane B.', False),
        ('Jane Anne Doe', 'Doe, Jane A.', True),
        ('Jane Doe', 'Doe, Jane Barbara', True),
        ('J. Robert Oppenheimer', 'Oppenheimer, Robert', True),
        ('J. Robert Oppenheimer', 'Oppenheimer, Julius Robert', True),
        ('J. Robert Oppenheimer', 'Oppenheimer, Frank', False),
        ('Robert Oppenheimer', 'J. Robert Oppenheimer', True),
        ('Jürgen Müller', 'Muller, J.', True),
        ('Jürgen Müller', 'Mueller, Juergen', True),
        ('Bjørn Sørensen', 'Soerensen, B', True),
        ('Ann van den Berg', 'Berg, Ann van den', True),
        ('Ann van den Berg', 'Vandenberg, A.', True),
        ('Ann van den Berg', 'Berg, A.', True),
        ('Kinsey Van Deynze', 'Van Deynze, K.', True),
        ('Gabriel García Márquez', 'García Márquez, G.', True),
        ('García Márquez, Gabriel', 'Gabriel Garcia-Marquez', True),
        ('García Márquez, Gabriel', 'Gabriel García Márquez', True),
        ('Jin-Lin Han', 'Han, J. L.', True),
        ('Jin-Lin Han', 'Han, Jinlin', True),
        ('Jinlin Han', 'Han, Jin-Lin', True),
        ('Jinlin Han', 'Han, J.-L.', True),
        ('Jin-Lin Han', 'Han, Jing', False),
        ('松岡大樹', '松岡, 大樹', True),
        ('松岡大樹', '松岡大輔', False),
        ('Madonna', 'Madonna', True),
        ('J. Doe', 'Doe, Jane', True),
        ('J. Doe', 'Doe, Richard', False),
        ('Florent Grélard', '{Florent Grélard}', True),
        ('Kim Lee', 'Lee Kim', False),
        ('Zhang San', 'Zhang, San', False),
        ('Jin Li', 'Jin-Woo Li', False),
        ('Wei Wang', 'Wang, Wei-Ming', False),
        ('Wei-Ming Wang', 'Wang, Wei Ming', True),
        ('Jin Li', 'Li, J.-N.', False),
        ('C. Manuel Vale', 'Carlos M. Vale', True),
        ('C. Manuel Vale', 'M. Vale', True),
        ('C. Manuel Vale', 'Mario Vale', False),
        ('Rafael Prado', 'de Sousa Prado, Rafael', True),
        ('Rafael de Sousa Prado', 'Prado, Rafael de Sousa', True),
        ('Gabriel García', 'García Márquez, Gabriel', True),
        ('Rafael Prado', 'de Sousa Prado, Ana', False),
        ('Christian Müller', 'Ch. Müller', True),
        ('Prof. Dr. Ann Doe', 'Doe, Ann', True),
        ('Dr. rer. nat. Ann Doe, PhD', 'Ann Doe', True),
        ('Ann Doe PhD', 'Doe, A.', True),
        ('Ann Doe', 'Dr. Ann Doe', True),
        ('Ann Doe', 'Ann Doe, PhD, MPH', True),
        ('C. Doe', 'Doe, C.', True),
        ('김철수', '김 철수', True),
    ],
)
def test_other_people(spelling: str, name: str, same: bool) -> None:
    """Initials, accents, particles, hyphens and double names are tolerated, other names are not."""
    assert is_me(name, NameMatcher([spelling])) is same


def test_initials_only_count_if_no_full_name_is_known() -> None:
    """An initial among the spellings does not open the door to all names with that initial."""
    matcher = NameMatcher(['Zirui Liu', 'Z. Liu'])
    assert is_me('Liu, Z.', matcher)
    assert not is_me('Liu, Zhe', matcher)


def test_no_spellings_match_nobody() -> None:
    """Without a name there is no owner."""
    for matcher in (NameMatcher([]), NameMatcher(['']), NameMatcher(['…'])):
        assert not is_me('Jane Doe', matcher)
        assert not matcher.matches(Person(family=''))


WORD = st.from_regex(r'[A-ZÄÖÉ][a-zäöé]{1,8}(-[A-Z][a-z]{1,5})?', fullmatch=True)
INITIAL = st.from_regex(r'[A-Z]\.', fullmatch=True)
GIVEN = st.lists(WORD | INITIAL, min_size=1, max_size=3).map(' '.join)
PREFIX = st.sampled_from(['', 'van', 'de la', 'von der', 'van den'])
NOT_PERSONS = re.compile(
    r'(?i)inc|ltd|llc|lab|team|group|and|jr|sr|al|others|dr|esq|more|phd|msc'
    r'|\b(prof|professor|sir|dame|mrs?|ms|mx)\b'
)


@given(
    PREFIX,
    st.lists(WORD, min_size=1, max_size=2).map(' '.join),
    GIVEN,
    st.sampled_from(['', 'Jr.', 'III']),
)
def test_last_name_first_as_pybtex(prefix: str, family: str, given_names: str, suffix: str) -> None:
    """A well-formed name with commas is split as pybtex splits it."""
    assume(not NOT_PERSONS.search(f'{family} {given_names}'))
    name = ', '.join(part for part in (f'{prefix} {family}'.strip(), suffix, given_names) if part)
    assert_as_pybtex(name)


@given(PREFIX, WORD, GIVEN)
def test_first_name_first_as_pybtex(prefix: str, family: str, given_names: str) -> None:
    """A well-formed name in reading order is split as pybtex splits it."""
    assume(not NOT_PERSONS.search(f'{family} {given_names}'))
    assert_as_pybtex(' '.join(part for part in (given_names, prefix, family) if part))


def assert_as_pybtex(name: str) -> None:
    """Compare with pybtex, and a name with itself."""
    (person,), _ = read(name)[0]
    other = PybtexPerson(name)
    assert person == Person(
        given=' '.join([*other.first_names, *other.middle_names]),
        prefix=' '.join(other.prelast_names),
        family=' '.join(other.last_names),
        suffix=' '.join(other.lineage_names),
    )
    assert is_me(name, NameMatcher([name]))


PIECES = st.sampled_from([
    'Doe', 'Jane', 'J.', 'van', ',', ' ', ' and ', '{', '}', '\\textbf{', '\\myname', '$', '^', '*',
    '†',
    "\\'", '\\"u', '~', ';', ' & ', '=', 'family', '1', 'others', 'et al.', '<b>', '&amp;', '松岡',
    'Jr.',
    '\ue000', '\ue002', '\ue003', '@', '\n', 'The ', 'Group', '\\', '%', '-', "'", '.',
])  # fmt: skip


NAMES = st.sampled_from([
    'Doe, Jane', 'Jane Doe', 'Doe A', 'Kim KJ', 'van Dam PQ', 'Berg, Ann van den', '{De Leeuw}, J.',
    '{Bank of X, Inc.}', '{NASA}', 'Friends of X', 'Roe, Ann, PhD, MPH', 'Doe, Jr., J.', 'others',
    'family=Berg, given=Jan, prefix=van den',
    '王伟', '松岡, 大樹', 'Wei Wang (王伟)', 'Cy Roe (Editor)', '王芳 (Wang Fang)', '伟 王',
    'Doe, Ann (née Poe)', 'Doe, John Jr.', 'Roe, Ann, B.', 'Berg, van den, Jan', 'Souza, J., Neto',
    'Roe, Bo, on behalf of the ABC Group', 'Park Chan-wook', 'Nguyen Van An', 'ZHANG Wei',
    '约翰·史密斯', 'Roe, A. PhD', 'Doe, Jane (University of X)', 'Smith JA 3rd', 'Dos Santos JR',
    'Le Goff M',
    'Doe*, J.', 'Roe†, R.', "{'t Hooft}, G.", '{F. Roe}, J.', 'Roe, {and} Bo', 'Иванов И. И.',
])  # fmt: skip


@given(st.lists(NAMES, max_size=5).map(' and '.join))
def test_what_is_written_is_read_again(source: str) -> None:
    """Names that were understood once are the same people when they come back from an export."""
    names = read(source)[0]
    fields = dict(name_fields('author', names.people, and_others=names.and_others))
    again = read(fields.get('author', '{}')[1:-1])[0]
    assert not any(person.annotations for person in again.people)
    assert names.people == annotated(
        again.people, 'author+an', fields.get('author+an', '{}')[1:-1], lambda *_: None
    )


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(''.join)))
def test_anything_is_read(source: str) -> None:
    """No input raises, and no name has LaTeX, marks or private characters in it."""
    for person in read(source)[0].people:
        assert not set(re.sub(r'(?<=[A-Z])\*(?=[A-Z])', '', person.name)) & set(
            '\\*†\ue000\ue001\ue002\ue003'
        )
        assert '{' not in person.name or '\\{' in source
        assert '}' not in person.name or '\\}' in source
        assert person.name == ' '.join(person.name.split())
        assert all(
            note in {'equal', 'corresponding'} or (note[0] == note[-1] == '"' and len(note) > 2)
            for note in person.annotations
        )
        NameMatcher([person.name]).matches(person)


def words_that_mean_something() -> set[str]:
    """Return the words that the readers of names look for."""
    modules = (eastern, marks, organisations, persons, separators)
    found: set[str] = set()
    for value in (value for module in modules for value in vars(module).values()):
        texts = value if isinstance(value, frozenset | set | tuple | list) else ()
        source = getattr(value, 'pattern', '') or ' '.join(filter(str.isprintable, map(str, texts)))
        found |= set(re.findall(r'[^\W\d_]{2,}', source))
    return found


def test_a_usual_name_is_read_as_by_all_rules() -> None:
    """No word that some rule looks for is taken for a name that needs none."""
    words = words_that_mean_something()
    assert {'Wang', 'collaboration', 'Inc', 'others', 'autres'} <= words
    for word in words | {word.capitalize() for word in words}:
        for form in ('{}, Jane', 'Doe, {}', 'Doe, Jane {}', 'Doe, {} A.', 'Jane {}', '{} Doe'):
            name = form.format(word)
            if person := usual_person(name):
                assert person == persons.any_person(name), name
                assert separators.split_list(f'{name} and X-', print) == [name, 'X-'], name
                assert not separators.is_others(name), name


@pytest.mark.parametrize(
    'name',
    ["O'Neill, Ana-Maria J.-P.", 'José Müller', 'Doe, J. R. R.', 'Bo K Łukasiewicz', 'Doe, J.R.'],
)
def test_usual_names_are_known_at_once(name: str) -> None:
    """Those of most people need no other rule."""
    assert usual_person(name) == persons.any_person(name)
    assert usual_person(name)


def test_names_with_a_word_of_another_meaning_are_read_by_all_rules() -> None:
    """Suffixes, firms and words of lists stand in forms that are usual."""
    for name in (
        'Doe, Jr',
        'World Bank',
        'Doe, U. A.',
        'Jane Doe Ltd',
        'Doe, Jane M.D.',
        'DOE, A.',
    ):
        assert usual_person(name) is None, name
