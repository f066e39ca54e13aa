#!/bin/sh
# Reads process IDs, one per line, until the parent process of this script closes the pipe or ends for any reason. Then kills those of the
# processes whose working directory is still the given folder, and removes the folder.
trap '' INT TERM HUP
folder=$1
pids=
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do
  while [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$folder" ]; do
    kill -9 "$pid" 2>/dev/null
    sleep 0.1
  done
done
rm -rf "$folder"
