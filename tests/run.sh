#!/bin/bash
# Builds everything once, checks its format and runs all tests. It needs the .NET SDK; what the tests need beside it
# is installed from Debian's packages where this may be done, and named where not.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

configuration=Release
tests=tests/Dionaea.Tests/bin/$configuration/net10.0/Dionaea.Tests

# No build server may outlive this command.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
unset UPDATE_GOLDEN

# Debian's package, what is skipped without it, and how to see whether it is there.
needs='
chromium         | the tests that open pages in a browser          | test -x /usr/bin/chromium
sqlite3          | the tests that compare with the sqlite3 command | command -v sqlite3
python3          | the tests that compare with Python              | command -v python3
python3-nbformat | the tests against the library of Jupyter        | /usr/bin/python3 -c "import nbformat"
python3-jupyter-kernel-test | the tests that Jupyter holds kernels to | /usr/bin/python3 -c "import jupyter_kernel_test"
python3-nbconvert | the tests with nbconvert             | /usr/bin/python3 -c "import nbconvert"
python3-nbclient | the tests with jupyter execute                | test -x /usr/bin/jupyter-execute
jupyter-console  | the tests with jupyter console                | /usr/bin/python3 -c "import jupyter_console"
jupyter-notebook | the tests in Jupyter Notebook                   | /usr/bin/python3 -c "import notebook"
bsdutils         | the tests of completion in an interactive bash  | test -x /usr/bin/script
git              | some tests of processes and of a fresh clone    | command -v git
postgresql       | the tests that load exports into PostgreSQL       | ls /usr/lib/postgresql/*/bin/initdb
'

each_missing() {
    local package what check
    while IFS='|' read -r package what check; do
        [ -n "$package" ] && ! eval "$check" > /dev/null 2>&1 && "$1" "$(echo $package)" "$(echo $what)"
    done <<< "$needs"
}

name() { printf '%s ' "$1"; }
warn() { echo "Without Debian's package '$1', $2 are skipped."; }

install() {
    local packages=${1% } as=()
    [ -z "$packages" ] && return
    if ! command -v apt-get > /dev/null; then
        echo "Not installing $packages: there is no apt-get."
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2> /dev/null; then
            echo "Not installing $packages: that takes root or sudo without a password."
            return
        fi
        as=(sudo -n)
    fi
    echo "Installing $packages"
    # shellcheck disable=SC2086
    { "${as[@]}" apt-get update -qq \
        && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } > /dev/null 2>&1 \
        || echo "apt-get could not install $packages."
}

end() {
    echo "$1 passed, $2 failed, $3 skipped"
    [ "$2" -eq 0 ] && [ "$1" -gt 0 ]
    exit $?
}

install "$(each_missing name)"
each_missing warn

echo "Building"
if ! dotnet build Analysis.sln -c $configuration -v quiet; then
    echo "The build failed."
    end 0 1 0
fi

echo "Checking the format"
failed=0
if ! dotnet format Analysis.sln --no-restore --verify-no-changes; then
    echo "The format differs; 'dotnet format Analysis.sln' mends it."
    failed=1
fi

echo "Testing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$tests" -noColor < /dev/null 2>&1 | tee "$log"
code=${PIPESTATUS[0]}

number() { grep -E '^ *Dionaea\.Tests +Total: ' "$log" | tail -n 1 | sed -nE "s/.*$1: ([0-9]+).*/\1/p"; }
total=$(number Total) wrong=$(number Failed) errors=$(number Errors) skipped=$(number Skipped) unrun=$(number 'Not Run')
if [ -z "$total" ]; then
    echo "The tests ended without a summary (exit code $code)."
    end 0 1 0
fi
passed=$((total - wrong - skipped - unrun))
failed=$((failed + wrong + errors))
[ "$code" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
end "$passed" "$failed" "$skipped"
