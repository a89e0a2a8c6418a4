"""Tables of the nodes that are written as their children, with something around them or not."""

from __future__ import annotations

# Nodes that only add something before and behind their children.
AROUND: dict[str, tuple[str, str]] = {
    'emphasis': ('#emph[', ']'),
    'strong': ('#strong[', ']'),
    'subscript': ('#sub[', ']'),
    'superscript': ('#super[', ']'),
    'title_reference': ('#emph[', ']'),
    'literal_emphasis': ('#emph[', ']'),
    'literal_strong': ('#strong[', ']'),
    'manpage': ('#emph[', ']'),
    'classifier': ('#" ("#emph[', ']#")"'),
    'bullet_list': ('\n#list(\n', ')\n'),
    'field_list': ('\n#terms(\n', ')\n'),
    'option_list': ('\n#terms(\n', ')\n'),
    'block_quote': ('\n#quote(block: true)[', ']\n'),
    'attribution': ('\n#attribution[', ']\n'),
    'rubric': ('\n#rubric[', ']\n'),
    'centered': ('\n#align(center)[', ']\n'),
    'sd_tab_label': ('\n#rubric[', ']\n'),
    'dropdown_title': ('\n#rubric[', ']\n'),
    'transition': ('\n#rule()', '\n'),
    'production': ('\n', '\n'),
}

# Nodes that add nothing to their children.
TRANSPARENT = frozenset({
    'acks', 'address', 'author', 'authors', 'compact_paragraph', 'compound', 'contact',
    'copyright', 'date', 'decoration', 'definition', 'desc', 'desc_addname',
    'desc_annotation', 'desc_content', 'desc_inline', 'desc_name', 'desc_optional',
    'desc_parameter', 'desc_parameterlist', 'desc_returns', 'desc_signature_line', 'desc_type',
    'description', 'docinfo', 'document', 'dropdown_main', 'field_body', 'field_name',
    'generated', 'glossary', 'header', 'hlist', 'hlistcol', 'legend', 'line', 'only', 'option',
    'option_argument', 'option_group', 'option_string', 'organization', 'PassthroughTextElement',
    'pending_xref', 'problematic', 'productionlist', 'revision', 'start_of_file', 'status',
    'target', 'term', 'version',
})  # fmt: skip

# Nodes that a printed page leaves out.
SKIPPED = frozenset({
    'colspec', 'comment', 'footer', 'highlightlang', 'index', 'meta', 'pending', 'sd_tab_input',
    'substitution_definition', 'system_message', 'tabular_col_spec', 'toctree',
})  # fmt: skip
