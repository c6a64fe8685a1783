"""The colours and type of every picture: two of the Government Analysis Function's palette, greys for what is past."""

NOW = "#12436D"
TARGET = "#801650"
# the year before, then older ones: each darker than the paper by enough to be seen in print
PAST = ("#8a9299", "#b4bac0", "#d0d5d9")
INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#e6e9eb"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
# bars paler than three times the paper's darkness have an edge that is not
EDGE = PAST[0]
# around words, so that a line behind them ends before it reaches them
HALO = ", ".join(["0 0 2px #ffffff"] * 4)
# what a point of a control chart is: the colours of NHS Making Data Count and a shape of its own, on an edge of ink
MARKS = {
    "common": ("circle", "#a6a6a6"),
    "improving": ("diamond", "#00b0f0"),
    "concerning": ("triangle-down", "#e46c0a"),
    "neutral": ("square", "#490092"),
}
