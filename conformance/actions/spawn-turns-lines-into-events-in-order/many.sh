i=0; while [ $i -lt 3000 ]; do echo "L $i"; i=$((i+1)); done
