"""What Sphinx knows of the site: papers, memory, and the directives and roles that fill it."""
