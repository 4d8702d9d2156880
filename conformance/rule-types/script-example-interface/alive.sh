cat > /dev/null
test "$1" = 10.0.0.1
