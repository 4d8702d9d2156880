mkfifo fifo
exec 3<>fifo
echo READY
for i in 1 2 3; do read line <&3; echo READ $line; done
