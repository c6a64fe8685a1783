"""The colours and type of every picture: two of the Government Analysis Function's palette, greys for what is past."""

NOW = "#12436D"
TARGET = "#801650"
# the year before, then older ones: each darker than the paper by enough to be seen in print
PAST = ("#8a9299", "#b4bac0", "#d0d5d9")
INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#e6e9eb"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
