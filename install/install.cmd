@echo off
rem Installs or upgrades SyncWorker from this folder. Run it as administrator. Arguments go to "service install":
rem   install.cmd                          virtual account NT SERVICE\SyncWorker
rem   install.cmd --account DOMAIN\gmsa$   only for a service that does not exist yet; an existing one keeps its account
rem The program goes to %ProgramFiles%\SyncWorker, config and data stay in %ProgramData%\SyncWorker. What was there before
rem is kept as %ProgramFiles%\SyncWorker.previous.
setlocal
set "target=%ProgramFiles%\SyncWorker"
set "exe=%target%\SyncWorker.exe"

reg query HKLM\SOFTWARE\SyncWorker /v ProgramFolder >nul 2>&1
if not errorlevel 1 (
  echo SyncWorker was installed by its MSI. Upgrade it with the newer MSI, or remove it first: msiexec /x ... KEEPSERVICE=1
  exit /b 1
)
if exist "%exe%" (
  "%exe%" service stop
  if errorlevel 1 (
    echo The service did not stop. Nothing was changed.
    exit /b 1
  )
  if exist "%target%.previous" rmdir /s /q "%target%.previous"
  move "%target%" "%target%.previous" >nul
)
if exist "%exe%" (
  echo %target% is in use: close what runs from there and try again. Nothing was changed.
  exit /b 1
)
xcopy "%~dp0app" "%target%" /e /i /q /y
if not exist "%exe%" (
  echo %target% could not be written. Run install.cmd as administrator.
  exit /b 1
)
"%exe%" service install %*
if errorlevel 1 exit /b 1
"%exe%" service start
if errorlevel 1 (
  echo SyncWorker is installed but did not start. The reason stands in %ProgramData%\SyncWorker\data\logs\syncworker.log and in
  echo the event log ^(source SyncWorker^). A fault of the config is named by: "%exe%" check   Of the store and the jobs: "%exe%" status
  exit /b 1
)
echo SyncWorker is installed and runs. Config: %ProgramData%\SyncWorker\config   What it waits for, if anything: "%exe%" check
