printf '[%s]' "$@" > args.txt; cat >> args.txt
