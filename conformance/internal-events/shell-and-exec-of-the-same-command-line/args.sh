cat > /dev/null
for i in "$@"; do printf '<%s>' "$i"; done
echo
