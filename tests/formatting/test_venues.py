"""Where and when a work appeared, and by whom, for all the sorts of work that people list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib import read_bibliography
from sphinx_cv.formatting.bylines import byline, quotable
from sphinx_cv.formatting.record import record_of
from sphinx_cv.formatting.venues import collaboration, venue
from sphinx_cv.model import Markup, Paper, Person, Text, plain_text
from sphinx_cv.site.lines import citation, texts

if TYPE_CHECKING:
    from pathlib import Path

BOOK = 'title={T}, author={Doe, Jane}, publisher={Press}, year={2020}'
CHAPTER = 'title={T}, author={Doe, Jane}, booktitle={Rivers}, year={2020}'


def paper_of(folder: Path, kind: str, fields: str) -> Paper:
    """Read one entry."""
    file = folder / 'refs.bib'
    file.write_text(f'@{kind}{{key, {fields}}}', encoding='utf-8')
    [paper] = read_bibliography([file]).papers
    return paper


def line(paper: Paper) -> str:
    """Return the line by which a reference list cites the paper."""
    return ''.join(texts(citation(paper)))


@pytest.mark.parametrize(('kind', 'fields', 'expected'), [
    ('article', 'journal={J}, year=2024, pubstate={submitted}', 'J, submitted, 2024'),
    ('article', 'journal={J}, date={2026}, pubstate={inpress}', 'J, in press, 2026'),
    ('article', 'journal={J}, date={2026}, pubstate={\\bibstring{inpress}}', 'J, in press, 2026'),
    ('article', 'journal={J}, date={2026}, pubstate={In press}', 'J, in press, 2026'),
    ('article', 'journal={J}, year={2024}, pubstate={minor revision}', 'J, minor revision, 2024'),
    ('article', 'journal={J}, year={2024}, pubstate={published}', 'J, 2024'),
    ('article', 'journal={J}, pubstate={inpreparation}', 'J, in preparation'),
    ('article', 'journal={J (2nd R\\&R)}, year=2024', 'J, 2nd R&R, 2024'),
    ('article', 'journal={J\uff08已录用\uff09}, year=2024', 'J, 已录用, 2024'),
    ('article', 'journal={J}, volume={(just accepted)}, year=2024', 'J, just accepted, 2024'),
    ('article', 'journal={J}, month={forthcoming}, year=2024', 'J, forthcoming, 2024'),
    ('book', 'publisher={P (in press)}, year=2024', 'P, in press, 2024'),
    ('book', 'publisher={Under contract with P}, year=2024', 'P, under contract, 2024'),
    ('book', 'publisher={In Press Éditions}, year=2024', 'In Press Éditions, 2024'),
    ('book', 'publisher={P (Paris)}, year=2024', 'P (Paris), 2024'),
    ('phdthesis', 'school={U}, year={2027 (expected)}', 'PhD thesis, U, expected, 2027'),
    ('article', 'journal={J}, year=2024, pages={accepted}', 'J, accepted, 2024'),
    ('article', 'journal={J}, year={2024 (in press)}', 'J, in press, 2024'),
    ('article', 'journal={J (submitted)}, year=2024', 'J, submitted, 2024'),
    ('article', 'journal={to be publised in J. W.}, year=2020', 'J. W., to be publised, 2020'),
    ('article', 'journal={Submitted to J. of Rivers}, year=2024', 'J. of Rivers, submitted, 2024'),
    ('inproceedings', 'booktitle={To appear in Proc. X}, year=2024', 'Proc. X, to appear, 2024'),
    ('misc', 'howpublished={In preparation}, year=2024', 'In preparation, 2024'),
    ('statute', 'chapter={171}, section={251}, year=2024', 'chapter 171, § 251, 2024'),
    ('case', 'ecli={EU:C:1992:153}, institution={CJEU}', 'CJEU, EU:C:1992:153'),
    ('article', 'journal={J}, number={April}, pages={012026 (5 pp.).}', 'J, April, p. 012026'),
    ('article', 'journal={bioRxiv}, pages={201012}', 'bioRxiv, article 201012'),
    ('article', 'journal={bioRxiv}, pages={2020.11.23.39177}', 'bioRxiv, article 2020.11.23.39177'),
    ('online', 'type={SSRN Scholarly Paper}, number={4492662}, eprint={4492662},'
     ' eprinttype={Social Science Research Network}', 'SSRN Scholarly Paper, SSRN:4492662'),
    ('case', 'volume={961 S.W.2d 273}, institution={Tex.}', '961 S.W.2d 273, Tex.'),
    ('misc', 'eprint={arXiv:2201.00001}, eprinttype={arXiv}', 'arXiv:2201.00001'),
    ('inproceedings', "booktitle={GECCO '22: Proc. X}, number={GECCO '22}", "GECCO '22: Proc. X"),
    ('inproceedings', 'booktitle={B}, organization={https://x.org/a}, year=2020', 'B, 2020'),
    ('article', 'journal={\\textup{Manuscript under review}}, number={0123456789}, year=2020',
     'Manuscript under review, 2020'),
    ('act', 'section={§ 12}, year=2024', '§ 12, 2024'),
    ('article', 'journal={J}, section={251}, year=2024', 'J, 2024'),
    ('article', 'journal={J}, year=2024, volume={in press}, number={accepted}',
     'J, in press, 2024'),
    ('article', 'journal={J}, year=2024, status={Under Revision}', 'J, under revision, 2024'),
    ('article', 'journal={J}, year=2024, status={read}', 'J, 2024'),
    ('article', 'journal={Forthcoming in: Nature}, year=2024', 'Nature, forthcoming, 2024'),
    ('article', 'journal={2nd round R\\&R at Nature}, year=2024', 'Nature, 2nd round R&R, 2024'),
    ('article', 'journal={Nature, Under Review}, year=2024', 'Nature, under review, 2024'),
    ('inproceedings', 'booktitle={Proc. X, Accepted Papers}, year=2024',
     'Proc. X, Accepted Papers, 2024'),
    ('article', 'journal={J}, year=2024, pubstate={R\\&R}', 'J, revise and resubmit, 2024'),
    ('article', 'journal={J}, year=2024, pubstate={Major Revision}', 'J, major revision, 2024'),
    ('article', 'journal={J}, year=2024, volume={Advance online publication}',
     'J, advance online publication, 2024'),
    ('article', 'journal={J}, year={im Druck}', 'J, im Druck'),
    ('article', 'journal={J}, volume={Bd. 12}, number={H. 3}, pages={S. 1--2}, year=2024',
     'J, vol. 12, no. 3, pp. 1–2, 2024'),
    ('article', 'journal={J}, volume={第12巻}, number={第3号}, pages={第1-2頁}, year=2024',
     'J, vol. 12, no. 3, pp. 1–2, 2024'),
    ('article', 'journal={J}, volume={v12,}, number={#3,}, pages={p. 1--p. 2}, year=2024',
     'J, vol. 12, no. 3, pp. 1–2, 2024'),
    ('article', 'journal={J}, volume={12(3)}, pages={nil}, year=2024', 'J, vol. 12, no. 3, 2024'),
    ('article', 'journal={J}, pages={12 páginas}, number={?}, year=2024', 'J, 12 pp., 2024'),
    ('article', 'journal={J}, pages={ID 406154}, year=2024', 'J, article 406154, 2024'),
    ('inproceedings', 'booktitle={P}, volume={LNCS 1234}, pages={xx--yy}, year=2024',
     'P, LNCS, vol. 1234, 2024'),
    ('inproceedings', 'booktitle={P}, series={LNCS, vol. 1234}, volume={1234}, year=2024',
     'P, LNCS, vol. 1234, 2024'),
    ('techreport', 'number={Technical Report TR-12}, institution={I}, year=2024',
     'Technical report, no. TR-12, I, 2024'),
    ('software', 'version={Version 2.1}, year=2024', 'Software, version 2.1, 2024'),
    ('inproceedings', 'booktitle={ICLR (2026)}, year=2026', 'ICLR (2026)'),
    ('inproceedings', 'booktitle={ICLR 2026}, year=2026', 'ICLR 2026'),
    ('inproceedings', 'booktitle={ICLR 2026}, pages={1--2}, year=2026', 'ICLR 2026, pp. 1–2, 2026'),
    ('inproceedings', 'booktitle={Proc.}, eventtitle={Rivers 9}, venue={Rome}, '
     'eventdate={2024-05-03/2024-05-05}, year=2024', 'Proc., Rivers 9, Rome, 3–5 May 2024'),
    ('inproceedings', 'booktitle={Proc. of Rivers 9}, eventtitle={Rivers 9}, year=2024',
     'Proc. of Rivers 9, 2024'),
    ('article', 'title={T}, journal={J}, booktitle={Rivers}, year=2024', 'J, Rivers, 2024'),
    ('inproceedings', 'booktitle={P}, venue={Rome}, location={Rome, Italy}, year=2024',
     'P, Rome, Italy, 2024'),
    ('inproceedings', 'booktitle={P}, event={Rivers 9}, eventtitleaddon={Virtual}, '
     'eventdate={sometime in May}, year=2024', 'P, Rivers 9, Virtual, sometime in May, 2024'),
    ('article', 'journal={J}, issuetitle={Rain}, issuesubtitle={An atlas}, vol={1}, no={2}, '
     'year=2024', 'J, “Rain: An atlas”, vol. 1, no. 2, 2024'),
    ('book', 'maintitle={Whole}, maintitleaddon={A series}, volume=2, part=1, year=2024',
     'Whole, A series, vol. 2.1, 2024'),
    ('patent', 'type={patentcn}, number={CN1}, year=2024', 'Patent no. CN1, 2024'),
    ('patent', 'number={1}, nationality={Japan}, year=2024', 'Patent no. 1, Japan, 2024'),
    ('misc', 'howpublished={arXiv}, eprint={2401.00001}, archiveprefix={arXiv}, year=2024',
     'arXiv:2401.00001, 2024'),
    ('article', 'journal={J}, issue={4}, year=2024', 'J, no. 4, 2024'),
    ('article', 'journal={J}, issue={Spring}, year=2024', 'J, Spring, 2024'),
    ('article', 'journal={J}, number={4}, issue={4}, year=2024', 'J, no. 4, 2024'),
    ('article', 'journal={J}, series={3}, volume={Vol. I}, number={No. 2}, year=2024',
     'J, 3rd series, vol. I, no. 2, 2024'),
    ('article', 'journal={J}, series={newseries}, year=2024', 'J, new series, 2024'),
    ('inproceedings', 'booktitle={P}, volume={6598 LNCS}, year=2024', 'P, LNCS, vol. 6598, 2024'),
    ('article', 'journal={J}, number={Part 1, No. 7}, year=2024', 'J, Part 1, No. 7, 2024'),
    ('article', 'journal={J}, pages={Section 7, p. 50}, year=2024', 'J, Section 7, p. 50, 2024'),
    ('article', 'journal={J}, pages={Paper No. 17, 22}, year=2024', 'J, article 17, 22 pp., 2024'),
    ('article', 'journal={J}, pages={112225, 24}, year=2024', 'J, article 112225, 24 pp., 2024'),
    ('article', 'journal={J}, pages={no. 5, 29}, year=2024', 'J, article 5, 29 pp., 2024'),
    ('article', 'journal={J}, pages={1124, 1130}, year=2024', 'J, pp. 1124, 1130, 2024'),
    ('article', 'journal={J}, pages={Art. ID 17b, 9 pp.}, year=2024',
     'J, article 17b, 9 pp., 2024'),
    ('article', 'journal={J}, number={Suppl\\_2}, year=2024', 'J, Suppl. 2, 2024'),
    ('article', 'journal={J}, volume={PP}, number={99}, pages={1-1}, year=2024', 'J, 2024'),
    ('article', 'journal={J}, pages={012345}, numpages={5}, year=2024', 'J, p. 012345, 2024'),
    ('book', 'publisher={P}, pages={xii+345}, year=2024', 'xii+345 pp., P, 2024'),
    ('book', 'publisher={P}, pages={viii, 210 p.}, year=2024', 'viii, 210 pp., P, 2024'),
    ('article', 'journal={J}, pages={Art. no. e123}, year=2024', 'J, article e123, 2024'),
    ('inproceedings', 'booktitle={P}, month=sep # "~12--15", year=2024', 'P, 12–15 Sep 2024'),
    ('artical', 'journal={J}, year=2024', 'J, 2024'),
    ('bachelorthesis', 'school={U}, year=2024', 'Bachelor’s thesis, U, 2024'),
    ('misc', 'publisher={Google Patents}, note={US Patent 9,000,001}, month=apr # "~7", year=2015',
     'U.S. patent no. 9,000,001, 7 Apr 2015'),
    ('misc', 'publisher={Google Patents}, note={WO Patent App. 2015/01}, year=2015',
     'Patent request no. WO 2015/01, 2015'),
    ('article', 'journal={J}, number={Suppl. 2}, year=2024', 'J, Suppl. 2, 2024'),
    ('inproceedings', 'booktitle={P}, articleno={4}, numpages={10}, year=2024',
     'P, article 4, 10 pp., 2024'),
    ('inproceedings', 'booktitle={P}, pages={4--13}, numpages={10}, year=2024',
     'P, pp. 4–13, 2024'),
    ('misc', 'howpublished={Available online at \\url{https://x.org/a}}, year=2024', '2024'),
    ('misc', 'howpublished={Talk, slides at \\url{https://x.org/a}}, year=2024',
     'Talk, slides at https://x.org/a, 2024'),
    ('image', 'titleaddon={Map of a lake}, year=2024', '2024'),
    ('book', 'title={T}, date={-0043~}', 'c. 44 BC'),
    ('misc', 'howpublished={Arxiv Preprint}, eprint={2401.00001}, eprinttype={arxiv}, year=2024',
     'Arxiv Preprint, 2024'),
    ('article', 'journal={arXiv: Learning}, eprint={2401.00001}, eprinttype={arxiv}, year=2024',
     'arXiv:2401.00001, 2024'),
    ('article', 'journal={arXiv (Cornell University)}, doi={10.48550/arxiv.2401.00001}, year=2024',
     'arXiv:2401.00001, 2024'),
    ('inproceedings', 'booktitle={Conf. on X (CX 2024)}, year=2024', 'Conf. on X (CX 2024)'),
    ('inproceedings', 'booktitle={P. OpenReview.net}, publisher={OpenReview.net}, year=2024',
     'P. OpenReview.net, 2024'),
    ('softwareversion', 'version={1.0}, hal_id={hal-01234567}, institution={I}, year=2024',
     'Software, version 1.0, I, 2024'),
    ('article', 'journal={ISBN:979-8-1234}, year=2024', '2024'),
    ('article', 'journal={arXiv e-prints}, eid={arXiv:2401.00001}, eprint={2401.00001}, year=2024',
     'arXiv:2401.00001, 2024'),
    ('article', 'journal={arXiv preprint arXiv:2401.00001}, year=2024', 'arXiv:2401.00001, 2024'),
    ('article', 'journal={CoRR}, volume={abs/2401.00001}, year=2024', 'arXiv:2401.00001, 2024'),
    ('misc', 'booktitle={arXiv}, eprint={2401.00001}, year=2024', 'arXiv:2401.00001, 2024'),
    ('unpublished', 'eprint={2401.00001}, eprinttype={arxiv}, year=2024', 'arXiv:2401.00001, 2024'),
    ('article', 'journal={Physical Review D,}, volume=90, publisher={APS}, year=2014',
     'Physical Review D, vol. 90, 2014'),
    ('article', 'journal={J}, number={106954}, pages={106954}, year=2024', 'J, p. 106954, 2024'),
    ('article', 'journal={J}, pages={e01786-19}, year=2024', 'J, p. e01786-19, 2024'),
    ('book', 'title={T}, publisher={Press}, institution={Press}, year=2024', 'Press, 2024'),
    ('misc', 'number={arXiv:2601.00001}, publisher={arXiv}, eprint={2601.00001}, '
     'archiveprefix={arXiv}, year=2026', 'arXiv:2601.00001, 2026'),
    ('patent', 'number={123}, type={patentde}, holder={Corp Inc.}, '
     'location={countryfr and countryuk}, year=2024',
     'German patent no. 123, Corp Inc., France and United Kingdom, 2024'),
    ('patent', 'number={123}, assignee={Corp Inc.}, year=2024', 'Patent no. 123, Corp Inc., 2024'),
    ('article', 'journal={J}, year=2024, pages={105;110}', 'J, pp. 105, 110, 2024'),
    ('article', 'journal={J}, year=2024, pages={1--??}', 'J, p. 1, 2024'),
    ('article', 'journal={J}, year=2024, pages={n. pag.}', 'J, 2024'),
    ('article', 'journal={J}, year=2024, pages={nan}', 'J, 2024'),
    ('article', 'journal={J}, year=2024, pages={unpaginated}', 'J, 2024'),
    ('article', 'journal={J}, year=2024, pages={No. 4}', 'J, no. 4, 2024'),
    ('article', 'journal={J}, year=2024, number={2}, pages={No. 4}', 'J, no. 2, article 4, 2024'),
    ('article', 'journal={J}, year=2024, pages={Article No.: e123}', 'J, article e123, 2024'),
    ('article', 'journal={J}, year=2024, pages={123-45.e1-3}', 'J, pp. 123–45.e1-3, 2024'),
    ('article', 'journal={J}, year=2024, pages={12\\,–\\,15.}', 'J, pp. 12–15, 2024'),
    ('article', 'journal={J}, year=2024, pages={12$-$15}', 'J, pp. 12–15, 2024'),
    ('article', 'journal={J}, year=2024, pages={12\\psqq}', 'J, pp. 12 sqq., 2024'),
    ('article', 'journal={J}, year=2024, pages={\\pno~12}', 'J, p. 12, 2024'),
    ('article', 'journal={J}, year=2024, article-number={97}', 'J, article 97, 2024'),
    ('article', 'journal={J}, year=2024, note={Id/No 45}, pages={19}',
     'J, article 45, 19 pp., 2024'),
    ('article', 'journal={J}, year=2024, note={Art. no. 45}', 'J, article 45, 2024'),
    ('article', 'journal={J}, year=2024, number={3, Part 2}', 'J, no. 3, Part 2, 2024'),
    ('article', 'journal={J}, year=2024, number={Spec. Iss. 2}', 'J, Spec. Iss. 2, 2024'),
    ('article', 'journal={J}, year=2024, number={Autumn}', 'J, Autumn, 2024'),
    ('article', 'journal={J}, year=2024, volume={Latest Articles}, number={ja}',
     'J, Latest Articles, 2024'),
    ('article', 'journal={J}, year=2024, volume={Epub}', 'J, epub, 2024'),
    ('article', 'journal={J}, year=2024, volume={12.}, number={3.}', 'J, vol. 12, no. 3, 2024'),
    ('article', 'journal={J}, year=2024, volume={12. Jahrgang}, number={3. Heft}',
     'J, vol. 12, no. 3, 2024'),
    ('article', 'journal={J}, year=2024, volume={Año 12}, number={N.º 3}',
     'J, vol. 12, no. 3, 2024'),
    ('article', 'journal={J}, year=2024, volume={Vol-1234}', 'J, vol. 1234, 2024'),
    ('article', 'journal={J}, year=2024, volume={Part F1284}', 'J, Part F1284, 2024'),
    ('book', 'pages={350 p. : ill. ; 24 cm}, year=2024', '350 pp., 2024'),
    ('book', 'num-pages={350}, year=2024', '350 pp., 2024'),
    ('book', 'volume={2 vols.}, year=2024', '2 vols., 2024'),
    ('book', 'series={Rivers ; vol. 12}, year=2024', 'Rivers, vol. 12, 2024'),
    ('unpublished', 'pages={31}, year=2024', 'Unpublished, 31 pp., 2024'),
    ('techreport', 'number={Tech. Rep. TR-12}, year=2024', 'Technical report, no. TR-12, 2024'),
    ('techreport', 'number={NBER Working Paper No. 12}, type={Working Paper}, institution={NBER}, '
     'year=2024', 'Working Paper, no. 12, NBER, 2024'),
    ('inproceedings', 'booktitle={P. (Volume 1: Long)}, volume=1, year=2024',
     'P. (Volume 1: Long), 2024'),
    ('misc', 'howpublished={Poster at the ABC}, venue={Paris}, year=2024',
     'Poster at the ABC, Paris, 2024'),
    ('misc', 'howpublished={\\url{https://a.org/x}}, venue={Paris}, year=2024', 'Paris, 2024'),
    ('inproceedings', 'booktitle={P.}, howpublished={Online}, year=2024', 'P., Online, 2024'),
    ('inproceedings', 'booktitle={P.}, event-place={Paris}, year=2024', 'P., Paris, 2024'),
    ('patent', 'number={1}, location={countrycn and countryjp}, year=2024',
     'Patent no. 1, China and Japan, 2024'),
    ('article', 'journal={J \\bibstring{andothers}}, year=2024', 'J et al., 2024'),
    ('dataset', 'type={dataset}, version={v2.1}, year=2024', 'Dataset, version 2.1, 2024'),
    ('misc', 'eprint={ark:/12345/x}, eprinttype={ark}, year=2024', 'ark:/12345/x, 2024'),
    ('misc', 'eprint={1234/5678}, eprinttype={hdl}, year=2024', 'HDL:1234/5678, 2024'),
    ('inproceedings', 'booktitle={P.}, eventdate={May 3--5, 2023}, year=2024',
     'P., 3–5 May 2023, 2024'),
    ('book', 'published={2004-06-11}, pubdate={2004-06}', 'Jun 2004'),
    ('inbook', 'title={A}, booktitle={Two}, volume=2, maintitle={Works}, mainsubtitle={All}, '
     'maintitleaddon={Complete}, year=2024', 'Two, vol. 2 of Works: All, Complete, 2024'),
    ('inbook', 'title={A}, booktitle={Two}, maintitle={Works}, year=2024', 'Two, Works, 2024'),
    ('inproceedings', 'booktitle={P.}, series={LNCS}, number={12}, volume={1}, year=2024',
     'P., LNCS, no. 12, vol. 1, 2024'),
    ('inbook', 'title={}, booktitle={T}, chapter={4}, year=2024', 'chapter 4, 2024'),
    ('patent', 'number={1}, holder={{Bosch GmbH} and Doe, Jane}, year=2024',
     'Patent no. 1, Bosch GmbH and Jane Doe, 2024'),
    ('patent', 'number={1}, assignee={Corp AG, Munich}, year=2024',
     'Patent no. 1, Corp AG, Munich, 2024'),
    ('techreport', 'institution={{Physics and Astronomy} and MIT and {Arts and Crafts}}, year=2024',
     'Technical report, Physics and\u00a0Astronomy, MIT and Arts and\u00a0Crafts, 2024'),
    ('dataset', 'type={\\bibstring{datacd}}, year=2024', 'Data CD, 2024'),
    ('book', 'title={T}, pages={250}, year=2024', '250 pp., 2024'),
    ('thesis', 'type={phdthesis}, pages={250 pages}, year=2024', 'PhD thesis, 250 pp., 2024'),
    ('book', 'title={T}, pagetotal={250}, year=2024', '250 pp., 2024'),
    ('book', 'title={T}, pagetotal={ca.~250 S.}, year=2024', 'ca. 250 pp., 2024'),
    ('book', 'title={T}, pagetotal={[12] + xii, 350 p. : ill. ; 24 cm}, year=2024',
     '[12] + xii, 350 pp., 2024'),
    ('book', 'title={T}, numpages={XIV}, year=2024', 'XIV pp., 2024'),
    ('book', 'title={T}, numpages={Бюл. № 5.~1}, year=2024', '2024'),  # a note, below the line
    ('book', 'title={T}, numpages={n/a}, year=2024', '2024'),
    ('article', 'title={T}, journal={J}, number=2, pages={Supplement 5}', 'J, no. 2, Suppl. 5'),
    ('article', 'title={T}, journal={J}, number={Suppl. 5}, pages={Supplement 5}', 'J, Suppl. 5'),
    ('article', 'title={T}, journal={J}, pages={Suppl 1: S12--S19}', 'J, Suppl. 1, pp. S12–S19'),
    ('article', 'title={T}, journal={J}, pages={Special Issue}', 'J, Special Issue'),
    ('article', 'title={T}, journal={J}, pages={Session 5}', 'J, Session 5'),
    ('article', 'title={T}, journal={J}, pages={lxxviii ff.}', 'J, pp. lxxviii ff.'),
    ('article', 'title={T}, journal={J}, pages={Art. 12, 5 S.}', 'J, article 12, 5 pp.'),
    ('book', f'{BOOK}, edition={{2}}', '2nd edition, Press, 2020'),
    ('book', f'{BOOK}, edition={{11.}}', '11th edition, Press, 2020'),
    ('book', f'{BOOK}, edition={{Second}}', 'Second edition, Press, 2020'),
    ('book', f'{BOOK}, edition={{Rev. ed.}}', 'Rev. ed., Press, 2020'),
    ('book', f'{BOOK}, edition={{3. Auflage}}', '3. Auflage, Press, 2020'),
    ('book', f'{BOOK}, translator={{Roe, Ann}}', 'Translated by Ann Roe, Press, 2020'),
    ('book', f'{BOOK}, editor={{Roe, Ann}}', 'Edited by Ann Roe, Press, 2020'),
    ('book', f'{BOOK}, editor={{Roe, Ann}}, translator={{Poe, Bob and Loe, Cy}}',
     'Edited by Ann Roe, translated by Bob Poe and Cy Loe, Press, 2020'),
    ('book', f'{BOOK}, location={{Köln and Weimar and Wien}}',
     'Press, Köln, Weimar and Wien, 2020'),
    ('book', f'{BOOK}, location={{London and others}}', 'Press, London et al., 2020'),
    ('mvbook', 'title={T}, author={D, J}, volumes={3}, date={2017/2020}', '3 vols., 2017 – 2020'),
    ('book', f'{BOOK}, maintitle={{Waters}}, volume={{2}}', 'Waters, vol. 2, Press, 2020'),
    ('incollection', f'{CHAPTER}, booksubtitle={{A Survey}}', 'Rivers: A Survey, 2020'),
    ('incollection', f'{CHAPTER}, maintitle={{Waters}}, volume={{2}}',
     'Rivers, vol. 2 of Waters, 2020'),
    ('incollection', f'{CHAPTER}, booktitleaddon={{A Gift}}, editor={{Roe, Ann and others}}',
     'Rivers, A Gift, edited by Ann Roe et al., 2020'),
    ('inbook', f'{CHAPTER}, bookauthor={{Roe, Ann}}', 'Rivers, by Ann Roe, 2020'),
    ('inbook', f'{CHAPTER}, bookauthor={{Doe, Jane}}', 'Rivers, 2020'),
    # Nobody reads who edited proceedings, and the list may be long.
    ('inproceedings', f'{CHAPTER}, editor={{Roe, Ann}}', 'Rivers, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, issuetitle={Floods}, year={2020}',
     'J, “Floods”, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, date={2011-07/2011-12}',
     'J, Jul 2011 – Dec 2011'),
    ('inproceedings', 'title={T}, author={D, J}, booktitle={B}, date={2019-07-30/2019-08-02}',
     'B, 30 Jul – 2 Aug 2019'),
    ('thesis', 'title={T}, author={D, J}, type={phdthesis}, institution={U}, year={2004}, '
     'titleaddon={unpublished}', 'PhD thesis, unpublished, U, 2004'),
    ('article', 'title={T}, author={D, J}, journal={J}, type={Journal Article}, year={2020}',
     'J, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, type={Article; Early Access}, year={2020}',
     'J, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, type={Editorial}, year={2020}',
     'Editorial, J, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, eid={123}, pages={123}, year={2020}',
     'J, article 123, 2020'),
    ('software', 'title={T}, author={D, J}, version={2.1}, year={2020}',
     'Software, version 2.1, 2020'),
    ('inproceedings', 'title={T}, author={D, J}, booktitle={Proc., Rome}, address={Rome}, '
     'eventdate={May 1-3, 2024}, publisher={P}, year={2024}', 'Proc., Rome, 1–3 May 2024, P, 2024'),
    ('article', 'title={T}, author={D, J}, journal={J}, volume={Vol. 12, Issue 3}, year={2020}, '
     'pages={7-9, 12-15 and 20 (8 pages)}', 'J, vol. 12, no. 3, pp. 7–9, 12–15 and 20, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, number={Supplement_1}, pages={12ff.}',
     'J, Suppl. 1, pp. 12ff.'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={pages 23 to 45}', 'J, pp. 23–45'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={n/a-n/a}', 'J'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={JVI--00755}', 'J, p. JVI-00755'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={85 EP -}', 'J, p. 85'),
    ('article', 'title={T}, author={D, J}, journal={J}, volume={Science Part}, number={X A}',
     'J, Science Part, no. X A'),
    ('article', 'title={T}, author={D, J}, journal={bioRxiv}, pages={2021--05}', 'bioRxiv'),
    ('inproceedings', 'title={T}, author={D, J}, booktitle={SR, May 5-6, 2014.}, pages={1--2}',
     'SR, May 5-6, 2014, pp. 1–2'),
    ('inproceedings', 'title={T}, author={D, J}, booktitle={B}, series={LNCS, vol. 65}',
     'B, LNCS, vol. 65'),
    ('techreport', 'title={T}, author={D, J}, type={Report}, number={Tech. Rep. No. 12}',
     'Report, no. 12'),
    ('inproceedings', 'title={T}, author={D, J}, booktitle={Proc. of CHI}, series={CHI}, '
     'articleno={7}, year={2020}', 'Proc. of CHI, article 7, 2020'),
    ('misc', 'title={T}, author={D, J}, howpublished={\\url{https://x.org}}, year={2020}', '2020'),
    ('misc', 'title={T}, author={D, J}, howpublished={Seen at \\url{https://x.org}}, year={2020}',
     'Seen at https://x.org, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, collaboration={ATLAS}, year={2020}',
     'ATLAS Collaboration, J, 2020'),
    ('book', 'title={T}, author={D, J}, series={Studies}, number={12}, edition={2}, year={2020}',
     'Studies, no. 12, 2nd edition, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, series={2}, number={12}, year={2020}',
     'J, 2nd series, no. 12, 2020'),
    ('book', 'title={T}, author={D, J}, preface={Roe, Ann}, origtitle={Der Fluss}, year={2020}',
     'With a foreword by Ann Roe, translation of Der Fluss, 2020'),
    ('book', 'title={T}, author={D, J}, editor={Roe, Ann}, editora={Poe, B}, editoratype={reviser},'
     ' editorb={Loe, C and Moe, D}, editorbtype={collaborator}, editorc={Noe, E}, year={2020}',
     'Edited by Ann Roe, revised by B Poe, in collaboration with C Loe and D Moe, '
     'edited by E Noe, 2020'),
    ('misc', 'title={T}, author={D, J}, editor={{Roe Agency}}, year={2020}',
     'Edited by Roe Agency, 2020'),
    ('book', 'title={T}, author={D, J}, editor={Roe, Ann}, editortype={translator}, year={2020}',
     'Translated by Ann Roe, 2020'),
    ('audio', 'title={T}, author={D, J}, editora={Roe, Ann}, editoratype={narrator}, year={2020}',
     'Narrated by Ann Roe, 2020'),
    ('book', 'title={T}, serieseditor={Roe, Ann}, series={S}, year={2020}',
     'Series edited by Ann Roe, S, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={142-153.e7}, year={2020}',
     'J, pp. 142–153.e7, 2020'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={e12--e19}', 'J, pp. e12–e19'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={e00326--22}', 'J, p. e00326-22'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={E5787--E95}', 'J, pp. E5787–E95'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={GS-6-02.e1}', 'J, p. GS-6-02.e1'),
    ('article', 'title={T}, author={D, J}, journal={J}, edition={2010/03/26}, year={2010}',
     'J, 2010'),
    ('thesis', 'title={T}, author={D, J}, type={phdautoref}, year={2006}', 'Thesis abstract, 2006'),
    ('misc', 'title={T}, author={D, J}, eventtitle={Conf. of X}, venue={Rome}, year={2020}, '
     'howpublished={Keynote at the Conf. of X}', 'Keynote at the Conf. of X, Rome, 2020'),
    ('misc', 'title={T}, author={D, J}, eventtitle={Conf. of X}, howpublished={Keynote}',
     'Conf. of X, Keynote'),
    ('misc', 'title={T}, author={D, J}, howpublished={Talk presented at X in St. Louis, United '
     'States.}, year={2020}', 'Talk presented at X in St. Louis, United States, 2020'),
    ('misc', 'title={T}, author={D, J}, howpublished={Talk, Proc. Univ.}, year={2020}',
     'Talk, Proc. Univ., 2020'),
    ('article', 'title={T}, author={D, J}, journal={X 2020 Highlight Talk}, address={Paris}',
     'X 2020 Highlight Talk, Paris'),
    ('article', 'title={T}, author={D, J}, journal={J}, volume=3, address={Paris}', 'J, vol. 3'),
    ('book', 'title={T}, author={D, J}, publisher={P}, place={Paris}, collection={Studies}',
     'Studies, P, Paris'),
    ('book', 'title={T}, author={D, J}, publisher={P}, place={senior}', 'P'),
    ('book', 'title={T}, author={D, J}, publisher={P}, place={Country unknown}', 'P'),
    ('unpublished', 'title={T}, author={D, J}, journal={Unpubl. Ms}, status={review}, year=2016',
     'Under review, 2016'),
    ('dataset', 'title={T}, author={D, J}, publisher={Unpublished}, year=2016', 'Dataset, 2016'),
    ('article', 'title={T}, author={D, J}, journal={J}, issuetitle={Essays}, editor={Roe, Ann}',
     'J, edited by Ann Roe, “Essays”'),
    ('article', 'title={T}, author={D, J}, journal={bioRxiv}, pages={2023.01.02.523456}, '
     'doi={10.1101/2023.01.02.523456}, year=2023', 'bioRxiv, 2023'),
    ('article', 'title={T}, author={D, J}, journal={CoRR abs/2301.00012}, year=2023',
     'arXiv:2301.00012, 2023'),
    ('article', 'title={T}, author={D, J}, journal={J}, pages={?--?}', 'J'),
    ('article', 'title={T}, author={D, J}, journal={J}, year={1435 H}', 'J, 1435 H'),
    ('article', 'title={T}, author={D, J}, editor={Roe, Ann}, editortype={curator}, journal={J}',
     'J, Ann Roe (curator)'),
])  # fmt: skip
def test_the_line_has_all_that_readers_of_lists_expect(
    tmp_path: Path, kind: str, fields: str, expected: str
) -> None:
    """Editions, volumes, editors and translators, places and stretches of time."""
    assert plain_text(venue(paper_of(tmp_path, kind, fields))) == expected


@pytest.mark.parametrize(('fields', 'expected'), [
    ('editortype={compiler}', 'Compiled by Ann Roe'), ('editortype={curator}', 'Ann Roe (curator)'),
    ('editortype={editor}', 'Ann Roe (ed.)'), ('', 'Ann Roe (ed.)'),
])  # fmt: skip
def test_what_editors_did_stands_with_their_names(
    tmp_path: Path, fields: str, expected: str
) -> None:
    """In the place of an author."""
    assert (
        byline(paper_of(tmp_path, 'book', f'title={{T}}, editor={{Roe, Ann}}, {fields}'))
        == expected
    )


@pytest.mark.parametrize(('kind', 'fields', 'heading'), [
    ('book', 'title={T}, author={D, J}, editor={Roe, Ann}', 'Books'),
    ('book', 'title={T}, editor={Roe, Ann}', 'Edited books'),
    ('article', 'title={T}, author={D, J}, journal={J}, entrysubtype={newspaper}',
     'Newspaper and magazine articles'),
    ('article', 'title={T}, author={D, J}, journal={J}, entrysubtype={review}', 'Reviews'),
])  # fmt: skip
def test_papers_stand_under_the_right_words(
    tmp_path: Path, kind: str, fields: str, heading: str
) -> None:
    """What BibTeX has no type for is told by its people and its subtype."""
    assert record_of(paper_of(tmp_path, kind, fields)).type.heading == heading


@pytest.mark.parametrize(('title', 'expected'), [
    ('A "Good" Title', 'A ‘Good’ Title'), ('"Good" and “Bad”', '‘Good’ and ‘Bad’'),
    ('A 19" Monitor and a 21" One', 'A 19" Monitor and a 21" One'),
])  # fmt: skip
def test_quotes_within_quotes_are_single_ones(title: str, expected: str) -> None:
    """Inches are none."""
    assert plain_text(quotable((Text(title),))) == expected


def test_the_owner_stands_out_among_editors(tmp_path: Path) -> None:
    """And is named however many they are."""
    fields = f'{CHAPTER}, editor={{A, A and B, B and C, C and D, D and Roe, Ann}}'
    line = venue(paper_of(tmp_path, 'inbook', fields), lambda person: person.family == 'Roe')
    assert plain_text(line) == 'Rivers, edited by A A, B B, C C, Ann Roe et al., 2020'
    assert Markup('strong', (Text('Ann Roe'),)) in line


@pytest.mark.parametrize(('name', 'expected'), [
    ('ATLAS', 'ATLAS Collaboration'),
    ('ATLAS, CMS', 'ATLAS and CMS Collaborations'),
    ('ATLAS and CMS', 'ATLAS and CMS Collaborations'),
    ('ATLAS, CMS, LHCb', 'ATLAS, CMS and LHCb Collaborations'),
    ('ATLAS Collaboration', 'ATLAS Collaboration'),
    ('LIGO Scientific Collaboration, Virgo', 'LIGO Scientific Collaboration, Virgo'),
    ('', ''),
])  # fmt: skip
def test_a_collaboration_has_its_full_name(name: str, expected: str) -> None:
    """INSPIRE gives the name alone."""
    assert collaboration(name) == expected


def test_a_collaboration_is_the_author_where_nobody_else_is(tmp_path: Path) -> None:
    """And is not named a second time."""
    paper = paper_of(tmp_path, 'report', 'title={T}, collaboration={CMS}, year={2020}')
    assert byline(paper) == 'CMS Collaboration'
    assert plain_text(venue(paper)) == 'Technical report, 2020'


@pytest.mark.parametrize(('count', 'expected'), [
    (1, 'P0 (ed.)'),
    (3, 'P0, P1, P2 (eds.)'),
    (21, 'P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, et al. (eds.)'),
])  # fmt: skip
def test_many_people_are_shortened(count: int, expected: str) -> None:
    """A reference with nine hundred names helps nobody; of editors it is said what they are."""
    people = tuple(Person(family=f'P{number}') for number in range(count))
    assert byline(Paper(key='k', type='book', editors=people)) == expected


def test_editors_that_the_file_does_not_name(tmp_path: Path) -> None:
    """Where editors stand in for authors, "and others" is theirs."""
    paper = paper_of(tmp_path, 'collection', 'title={T}, editor={Roe, Ann and others}, year={2020}')
    assert byline(paper) == 'Ann Roe, et al. (eds.)'


@pytest.mark.parametrize(('title', 'author', 'expected'), [
    ('Rivers', 'Doe, Jane', 'Jane Doe. “Rivers”. J.'),
    ('Why rivers?', 'Doe, Jane and others', 'Jane Doe, et al. “Why rivers?” J.'),
    ('Rivers.', 'Doe, Jr., Jane', 'Jane Doe Jr. “Rivers.” J.'),
    ('``Rivers\'\' in use', 'Doe, Jane', 'Jane Doe. “‘Rivers’ in use”. J.'),
    ('The "rivers" of Rome', 'Doe, Jane', 'Jane Doe. “The ‘rivers’ of Rome”. J.'),
    ('So called ``rivers\'\'', 'Doe, Jane', 'Jane Doe. “So called ‘rivers’”. J.'),
])  # fmt: skip
def test_sentences_end_once(tmp_path: Path, title: str, author: str, expected: str) -> None:
    """No full stop follows another one, and no double quote another one that opens."""
    fields = f'title={{{title}}}, author={{{author}}}, journal={{J}}'
    assert line(paper_of(tmp_path, 'article', fields)) == expected


def test_a_paper_without_title_is_cited_by_its_key() -> None:
    """There is nothing else to call it by."""
    assert line(Paper(key='k', type='misc', texts={'note': (Text('x'),)})) == '“k”.'


def test_of_very_many_the_owner_is_named_too() -> None:
    """Whoever reads the line finds the one whose CV it is."""
    people = tuple(Person(given='A', family=f'F{number}') for number in range(30))
    paper = Paper(key='k', type='article', authors=people)
    line = byline(paper, kept=lambda person: person.family == 'F25')
    assert line.endswith('A F9, …, A F25, et al.')
    assert byline(paper).endswith('A F9, et al.')


@pytest.mark.parametrize(('kind', 'fields', 'expected'), [
    ('article', 'journal={J}, note={[Online; accessed 2-January-2020]}', 'J, 2020.'),
    ('article', 'journal={J}, note={Last accessed: Jan 2020}', 'J, 2020.'),
    ('article', 'journal={J}, note={Zuletzt gesehen: 1. M{\\"a}rz 2020}', 'J, 2020.'),
    ('article', 'journal={J}, note={Дата обращения: 12.05.2019}', 'J, 2020.'),
    ('article', 'journal={J}, note={Ultimo accesso: 12 gennaio 2019}', 'J, 2020.'),
    ('article', 'journal={J}, note={\\href{https://x.org}{{A seminar }}}', 'J, 2020. A seminar'),
    ('article', 'journal={J}, note={Accessed the archive in 2020}',
     'J, 2020. Accessed the archive in 2020'),
    ('article', 'journal={J}, note={[Online]. Available: \\url{https://x.org/a}}, '
     'url={https://x.org/a}', 'J, 2020.'),
    ('article', 'journal={J}, note={\\url{https://x.org/a}}, adsurl={https://x.org/a}', 'J, 2020.'),
    ('article', 'journal={J}, note={https://x.org/a}, adsurl={https://x.org/b}',
     'J, 2020. https://x.org/a'),
    ('article', 'journal={CoRR}, volume={abs/2001.00012}, note={http://arxiv.org/pdf/2001.00012.pdf}',
     'arXiv:2001.00012, 2020.'),
    ('article', 'journal={J}, note={\\textit{[Citations = 3]}}', 'J, 2020.'),
    ('article', 'journal={J}, note={\\faFilePdf~\\iconOpenData}', 'J, 2020.'),
    ('article', 'journal={J}, number=101606, pages=101606', 'J, p. 101606, 2020.'),
    ('techreport', 'number=6949, pages=6949', 'Technical report, no. 6949, 2020.'),
    ('misc', 'howpublished={10.1000/x}', '2020.'),
    ('article', 'journal={J, to appear}, note={To appear}', 'J, to appear, 2020.'),
    ('article', 'journal={Preprint}, note={preprint}', 'Preprint, 2020.'),
    ('article', 'journal={J}, note={From Duplicate 2 (T - Roe) And 3}', 'J, 2020.'),
    ('article', 'journal={J}, note={Times Cited: 12 Publication Title: J}', 'J, 2020.'),
    ('article', 'journal={J}, note={\\textbf{Award:} best}', 'J, 2020. Award: best'),
    ('article', 'journal={arXiv:2001.00012 [cs, stat]}, note={Preprint, arXiv:2001.00012 (2020)}',
     'arXiv:2001.00012, 2020.'),
    ('article', 'journal={J,}, volume={9,}, number={1.}, pages={1--2.}',
     'J, vol. 9, no. 1, pp. 1–2, 2020.'),
    ('inproceedings', 'booktitle={In Proceedings of X}, note={Proceedings of X 2020}',
     'Proceedings of X, 2020.'),
    ('inproceedings', 'booktitle={In Vivo}', 'In Vivo, 2020.'),
    ('book', 'publisher={Springer, Berlin}, address={Berlin}', 'Springer, Berlin, 2020.'),
    ('unpublished', 'note={In preparation}', '2020. In preparation'),
    ('patent', 'number={US1234567B2}, type={US patent}, note={U.S. Patent 1,234,567}',
     'US patent no. US1234567B2, 2020.'),
    ('patent', 'number={1,234}, note={US Patent 1,234}, publisher={Google Patents}',
     'U.S. patent no. 1,234, 2020.'),
    ('software', 'version={v1.0}, note={Version 1.0}', 'Software, version 1.0, 2020.'),
    ('dataset', 'publisher={Zenodo}, note={[Data set]}', 'Dataset, Zenodo, 2020.'),
])  # fmt: skip
def test_what_a_note_says_again_is_said_once(
    tmp_path: Path, kind: str, fields: str, expected: str
) -> None:
    """What other fields have, and what only a program wants to know, is not for readers."""
    paper = paper_of(tmp_path, kind, f'title={{T}}, author={{Roe, Ann}}, year=2020, {fields}')
    shown = line(paper).removeprefix('Ann Roe. “T”. ')
    assert f'{shown} {paper.text("note")}'.rstrip() == expected
