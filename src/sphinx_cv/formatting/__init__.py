"""A paper in words: the line of its venue, its byline and the facts that exports share."""
