"""Read the files of a project into values: one module for each format."""
