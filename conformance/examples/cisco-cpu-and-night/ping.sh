cat > /dev/null
test "$4" = router2
