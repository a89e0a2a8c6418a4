"""Defaults for Sphinx's own LaTeX builder, with which it makes a decent CV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.pdf.settings import MAIN, read_outputs
from sphinx_cv.site.project import fill_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_PAPERS = {'us-letter': 'letterpaper', 'a4': 'a4paper'}
_STYLE = Path(__file__).with_name('sphinxcv.sty')
_COLORS = (
    'TitleColor={rgb}{0.12,0.12,0.12}, InnerLinkColor={rgb}{0.12,0.23,0.37}, '
    'OuterLinkColor={rgb}{0.12,0.23,0.37}'
)


def set_latex_defaults(app: Sphinx, config: Config) -> None:
    """Set the settings for LaTeX that ``conf.py`` does not set.

    One article without table of contents and index, for XeLaTeX, which knows all of Unicode.
    ``latex_elements`` are ours with those of ``conf.py`` over them.
    """
    defaults = _defaults(config)
    fill_in(config, defaults)
    config.latex_elements = defaults['latex_elements']


def _defaults(config: Config) -> dict[str, object]:
    settings = read_outputs(config.cv_pdf, {}, lambda _: None)[MAIN]
    name = str(config.cv_owner.get('name') or config.author or config.project)
    margin = settings.margin
    elements = {
        'papersize': _PAPERS[settings.paper],
        'pointsize': '10pt',
        'fncychap': '',
        'tableofcontents': '',
        'makeindex': '',
        'printindex': '',
        'sphinxsetup': f'hmargin={{{margin},{margin}}}, vmargin={{{margin},{margin}}}, {_COLORS}',
        'preamble': r'\usepackage{sphinxcv}',
    }
    return {
        'latex_engine': 'xelatex',
        'latex_theme': 'howto',
        'latex_documents': [(config.root_doc, f'{MAIN}.tex', name, '', 'howto')],
        'latex_additional_files': [str(_STYLE)],
        'latex_elements': elements | dict(config.latex_elements),
    }
