#!/bin/sh
# Runs inside the compositor (cage): turns the panel, then hands over to the agent, which opens the browser.
set -eu

if [ "${KIOSK_TRANSFORM:-normal}" != normal ]; then
  output="$(wlr-randr | sed -n '1s/ .*//p')"
  wlr-randr --output "$output" --transform "$KIOSK_TRANSFORM"
fi

# shellcheck disable=SC2086 # AGENT_WORDS is a list of words
exec node /opt/bedside-kiosk/kiosk-agent.mjs \
  --server "$PUBLIC_ORIGIN" \
  --state /var/lib/bedside-kiosk/agent \
  --browser /opt/bedside-kiosk/kiosk/start-browser.sh \
  --restart "systemctl reboot" \
  --mixer "amixer sget Master" \
  ${AGENT_WORDS:-}
