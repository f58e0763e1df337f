#!/bin/sh
# Turns a bare Debian 12 or newer into a kiosk: sudo PUBLIC_ORIGIN=https://… kiosk/install.sh
# Run from a folder that holds build/ and kiosk/ of a release; Node 20.19 or newer must be there.
set -eu

: "${PUBLIC_ORIGIN:?the address of the product, https://…}"
here="$(cd "$(dirname "$0")/.." && pwd)"

apt-get install -y --no-install-recommends \
  chromium cage seatd wlr-randr fonts-noto-cjk fonts-noto-cjk-extra fonts-hanazono fonts-noto-color-emoji alsa-utils

id bedside-kiosk >/dev/null 2>&1 || useradd --system --create-home --home-dir /var/lib/bedside-kiosk bedside-kiosk
usermod -aG video,render,input,lp,audio bedside-kiosk

install -d -m 755 /opt/bedside-kiosk /etc/chromium/policies/managed /etc/bedside-kiosk
cp -r "$here/build/workers/kiosk-agent.mjs" "$here/package.json" "$here/kiosk" /opt/bedside-kiosk/

sed "s#https://bedside.example#${PUBLIC_ORIGIN}#g" "$here/kiosk/chromium/policy.json" \
  >/etc/chromium/policies/managed/bedside-kiosk.json
chmod 644 /etc/chromium/policies/managed/bedside-kiosk.json

[ -f /etc/bedside-kiosk/agent.env ] || cat >/etc/bedside-kiosk/agent.env <<SETTINGS
PUBLIC_ORIGIN=${PUBLIC_ORIGIN}
# Words after the agent's own: adapter and devices of this machine (kiosk/README.md).
AGENT_WORDS=--adapter wedge --input /dev/input/bedside-scanner --printer /dev/usb/lp0
# Panel turned by the compositor: normal, 90, 270.
KIOSK_TRANSFORM=normal
KIOSK_SCALE=1
SETTINGS

install -m 644 "$here/kiosk/udev/70-bedside-kiosk.rules" /etc/udev/rules.d/
install -m 644 "$here"/kiosk/systemd/*.service "$here"/kiosk/systemd/*.timer /etc/systemd/system/
udevadm control --reload
systemctl daemon-reload
systemctl enable --now seatd.service bedside-kiosk.service bedside-kiosk-nightly.timer
