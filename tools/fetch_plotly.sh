#!/bin/sh
# Fetches plotly.js-basic-dist-min VERSION into FOLDER and keeps it only if its SHA-256 is the one pinned.
set -eu
version=$1 sum=$2 folder=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "plotly.js-basic-dist-min@$version" >/dev/null && tar xzf ./*.tgz)
echo "$sum  $work/package/plotly-basic.min.js" | sha256sum --check --status
mkdir -p "$folder"
mv "$work/package/plotly-basic.min.js" "$folder/"
