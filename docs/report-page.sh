#!/usr/bin/env bash
# Creates docs/report-page.png, the picture in README.md: the page of a load test, or of a report
# that is given. Needs Chromium; on Debian: apt-get install chromium.
# Usage: docs/report-page.sh [report.html]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
command -v chromium >/dev/null || {
  echo "chromium is needed; on Debian: apt-get install chromium" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page=${1:-}
if [ -z "$page" ]; then
  "$root/scripts/loadtest" -w 30s -d 30s --out "$work/run"
  page=$work/run/report.html
fi
[ -f "$page" ] || {
  echo "there is no report page at $page" >&2
  exit 2
}
# As root, Chromium starts only without its sandbox; the page is our own.
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=5000 \
  --user-data-dir="$work/profile" --window-size=1280,1520 --screenshot="$root/docs/report-page.png" \
  "file://$(realpath "$page")" 2>"$work/log" || {
  cat "$work/log" >&2
  exit 1
}
echo "docs/report-page.png"
