#!/usr/bin/env bash
# Cuts Noto Serif and Noto Sans down to Latin and Cyrillic, without hinting.
# Needs Debian's fonts-noto-core and the Python package fonttools; writes beside itself.
set -euo pipefail
cd "$(dirname "$0")"
source=/usr/share/fonts/truetype/noto
letters="U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01E6-01E7,U+0259,U+0218-021B,U+02BB-02BC,U+0400-052F"
signs="U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+20B8,U+20BD,U+2116,U+2122,U+2212"
for font in NotoSerif-Regular NotoSerif-Bold NotoSans-Regular NotoSans-Bold; do
  python3 -m fontTools.subset "$source/$font.ttf" --output-file="$font.ttf" \
    --unicodes="$letters,$signs" --layout-features=kern --no-hinting --notdef-outline \
    --name-IDs=0,1,2,3,4,5,6,13,14 --drop-tables+=DSIG --no-glyph-names
done
