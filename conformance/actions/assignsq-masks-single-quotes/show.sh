printf '[%s]' "$@"; echo
