@echo off
rem Removes the service and the program. Run it as administrator. Config and data in %ProgramData%\SyncWorker stay, unless:
rem   uninstall.cmd --delete-data
setlocal
set "target=%ProgramFiles%\SyncWorker"
if exist "%target%\SyncWorker.exe" (
  "%target%\SyncWorker.exe" service uninstall %*
  if errorlevel 1 exit /b 1
  rmdir /s /q "%target%"
)
if "%~1"=="--delete-data" if exist "%ProgramData%\SyncWorker" rmdir /s /q "%ProgramData%\SyncWorker"
if exist "%target%.previous" rmdir /s /q "%target%.previous"
if exist "%ProgramData%\SyncWorker" echo Kept: %ProgramData%\SyncWorker
exit /b 0
