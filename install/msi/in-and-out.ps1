# Installs an MSI, looks whether the service runs and answers, and removes it again. Run as administrator on a machine to try things on.
param([Parameter(Mandatory)][string]$Msi)
$ErrorActionPreference = 'Stop'

function Invoke-Msi([string[]]$Arguments) {
    $done = Start-Process msiexec -ArgumentList ($Arguments + '/qn', '/l*v', "$env:TEMP\syncworker-msi.log") -Wait -PassThru
    if ($done.ExitCode -notin 0, 3010) {
        Get-Content "$env:TEMP\syncworker-msi.log" -Tail 60
        throw "msiexec $Arguments ended with $($done.ExitCode)."
    }
}

Invoke-Msi '/i', "`"$Msi`""
$program = "$env:ProgramFiles\SyncWorker\SyncWorker.exe"
& $program --info
(Get-Service SyncWorker).WaitForStatus('Running', '00:01:00')
& $program check
if ($LASTEXITCODE -ne 0) { throw "check ended with $LASTEXITCODE." }

Invoke-Msi '/x', "`"$Msi`"", 'DELETEDATA=yes'
if (Get-Service SyncWorker -ErrorAction SilentlyContinue) { throw 'The service is still there.' }
if (Test-Path $program) { throw 'The program is still there.' }
Write-Output 'installed, ran, removed'
