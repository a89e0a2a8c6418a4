"""A paper in words: its facts in one record, the line of its venue, its byline and marks.

Others import ``record_of`` and the functions of the modules named after these.
"""
