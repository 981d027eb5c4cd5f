# Shared by the commands of this folder; they source it and then stand in no particular directory.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export TESTINGPLATFORM_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_NOBANNER=1
# Plain output, and no build process that stays behind and holds the caller's pipe open.
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1
export CHAT_CACHE_DIRECTORY="${CHAT_CACHE_DIRECTORY:-$ROOT/.cache}"

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

require_sdk() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$ROOT/global.json")
    command -v dotnet >/dev/null ||
        die "The .NET SDK $wanted is needed and 'dotnet' is not on PATH: install it from https://dotnet.microsoft.com/download/dotnet/10.0"
    # dotnet itself knows what global.json accepts.
    (cd "$ROOT" && dotnet --version >/dev/null 2>&1) ||
        die "The .NET SDK $wanted (or a later patch of it) is needed; here is only: $(cd / && dotnet --list-sdks | awk '{ printf "%s%s", (NR > 1 ? ", " : ""), $1 }'). Install it from https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Where a project's Release build lies.
output_of() { printf '%s/bin/Release/net10.0' "$1"; }

HOST_OUTPUT=$(output_of "$ROOT/src/Host")
HOST_DLL=$HOST_OUTPUT/Chat.Host.dll

# Runs a command and shows what it says only when it fails, each line once: MSBuild repeats its errors.
quietly() {
    local output
    output=$("$@" 2>&1) || {
        awk '!seen[$0]++' <<<"$output" >&2
        return 1
    }
}

# What a build depends on beside the files.
build_settings() { (cd "$ROOT" && dotnet --version); }

build_host() {
    local built=$HOST_OUTPUT/.built begun
    # MSBuild takes seconds to find that there is nothing to do. A removed file makes its folder newer.
    if [[ -f $HOST_DLL && -f $built && $(build_settings) == "$(cat "$built")" && -z $(
        find "$ROOT/src" "$ROOT"/Directory.* "$ROOT/global.json" "$ROOT/.editorconfig" \
            \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit
    ) ]]; then
        return
    fi

    echo "Building..." >&2
    # Of the time before the build: what is changed during it counts as changed.
    begun=$(mktemp)
    build_settings >"$begun"
    quietly dotnet build "$ROOT/src/Host" -c Release -v quiet || {
        rm -f "$begun" "$built"
        die "The host does not build; see the errors above."
    }
    mv "$begun" "$built"
}

# Becomes the host, so that signals reach it.
exec_host() {
    export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
    export CHAT_DATA_DIRECTORY="${CHAT_DATA_DIRECTORY:-$ROOT/.data}"
    # The settings beside the host count, not a file of that name in the caller's directory.
    export ASPNETCORE_CONTENTROOT="${ASPNETCORE_CONTENTROOT:-$HOST_OUTPUT}"
    exec dotnet "$HOST_DLL" "$@"
}
