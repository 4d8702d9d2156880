printf '[%s]' "$@" > cmd.txt
