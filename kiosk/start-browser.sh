#!/bin/sh
# Starts the browser of a kiosk with one address. The agent runs it (--browser kiosk/start-browser.sh) and adds the address as the last word.
# The profile lies on a RAM disk, so nothing of an elder survives a restart; --kiosk alone is no lock, the policy file is.
set -eu

address="$1"
profile="${XDG_RUNTIME_DIR:-/run/bedside-kiosk}/browser"
rm -rf "$profile"
mkdir -p "$profile"

exec "${CHROMIUM:-chromium}" \
  --kiosk \
  --user-data-dir="$profile" \
  --disk-cache-dir="$profile/cache" \
  --noerrdialogs \
  --disable-session-crashed-bubble \
  --no-first-run \
  --no-default-browser-check \
  --disable-pinch \
  --overscroll-history-navigation=0 \
  --disable-features=TouchpadOverscrollHistoryNavigation,Translate \
  --autoplay-policy=no-user-gesture-required \
  --force-device-scale-factor="${KIOSK_SCALE:-1}" \
  --ozone-platform=wayland \
  "$address"
