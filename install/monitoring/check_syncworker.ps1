# A check for Nagios (NSClient++), Icinga, Checkmk and PRTG (as EXE/script sensor) on Windows: one line, and the exit codes they know.
# It runs as an administrator: status reads the data folder.
#   NSClient++:   check_syncworker = cmd /c echo scripts\check_syncworker.ps1; exit($lastexitcode) | powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -command -
$said = & "$env:ProgramFiles\SyncWorker\SyncWorker.exe" status 2>&1 | ForEach-Object { "$_" }
$code = $LASTEXITCODE
switch ($code) {
  0 { $state = 0; $word = 'OK' }
  { $_ -in 3, 4 } { $state = 1; $word = 'WARNING' } # a part is sick, or something waits for a person
  { $_ -in 1, 2 } { $state = 2; $word = 'CRITICAL' } # it should run and does not, a job is overdue or breaks each time, no config
  default { $state = 3; $word = 'UNKNOWN' }
}
Write-Output "SYNCWORKER $word - $(@($said)[1]) | code=$code"
$said | Write-Output
exit $state
