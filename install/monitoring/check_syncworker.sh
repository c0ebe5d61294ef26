#!/bin/sh
# A check for Nagios, Icinga, Checkmk (local or MRPE) and their like: one line, and the exit codes they know.
#   NRPE:   command[check_syncworker]=sudo /opt/syncworker/monitoring/check_syncworker.sh
#   sudo:   nagios ALL=(root) NOPASSWD: /opt/syncworker/monitoring/check_syncworker.sh
said=$("${SYNCWORKER:-/usr/local/bin/syncworker}" status "$@" 2>&1) # arguments go to status, such as --config DIR
code=$?
case $code in
  0) state=0 word=OK ;;
  3 | 4) state=1 word=WARNING ;; # a part is sick, or something waits for a person
  1 | 2) state=2 word=CRITICAL ;; # it should run and does not, a job is overdue or breaks each time, no config
  *) state=3 word=UNKNOWN ;;
esac
echo "SYNCWORKER $word - $(echo "$said" | sed -n 2p) | code=$code"
echo "$said"
exit $state
