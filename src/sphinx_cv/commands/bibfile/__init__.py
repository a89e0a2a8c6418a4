"""The owner's bibliography as text: read with every place in it, edited with every other byte kept.

`text` has the bytes, `blocks` where each entry and field stands, `manner` how the owner writes,
`keys` how entries are called, `places` where the next one belongs, `writer` an entry in that
manner, `edits` changes within an entry.
"""
