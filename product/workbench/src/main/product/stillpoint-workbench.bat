@echo off
rem Starts the Stillpoint workbench. Usage: stillpoint-workbench [--data DIR]
rem STILLPOINT_HOME: the folder of the state, as --data; STILLPOINT_JAVA_OPTIONS: further options of the JVM.
setlocal
set "product=%~dp0"
set "product=%product:~0,-1%"
set "home=%USERPROFILE%\.stillpoint"
if defined STILLPOINT_HOME set "home=%STILLPOINT_HOME%"
if "%~1"=="" goto folder
if "%~1"=="-h" goto usage
if "%~1"=="--help" goto usage
if not "%~1"=="--data" goto unknown
if "%~2"=="" goto nofolder
if not "%~3"=="" goto usage
for %%f in ("%~2") do set "home=%%~ff"

:folder
if not exist "%home%\" mkdir "%home%" 2>nul
if not exist "%home%\" goto unwritable
set "java=java"
set "javaw=javaw"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined JAVA_HOME set "javaw=%JAVA_HOME%\bin\javaw"
if not defined STILLPOINT_JAVA_OPTIONS set "STILLPOINT_JAVA_OPTIONS=-XX:+UseParallelGC"
set "options=--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
"%java%" %options% -version >nul 2>&1 || goto nojava
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1 && set "options=%options% --sun-misc-unsafe-memory-access=allow"
for %%f in ("%product%\plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%f"
rem The workbench ends with 23 when it wants to be started anew.
:again
start "Stillpoint" /wait "%javaw%" %options% -XX:-UsePerfData -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000 -XX:MetaspaceSize=128m %STILLPOINT_JAVA_OPTIONS% ^
    "-Dstillpoint.home=%home%" "-Dstillpoint.examples=%product%\examples" -jar "%launcher%" -data "%home%\workbench"
if %ERRORLEVEL%==23 goto again
exit /b %ERRORLEVEL%

:usage
echo Usage: stillpoint-workbench [--data DIR]
echo Opens the workbench. Its state is in the folder DIR, or where STILLPOINT_HOME says, or in %USERPROFILE%\.stillpoint.
echo STILLPOINT_JAVA_OPTIONS hands options to the JVM, such as -Xmx8g.
exit /b 0

:unknown
echo stillpoint-workbench: there is no option %1 1>&2
exit /b 2

:nofolder
echo stillpoint-workbench: --data needs a folder 1>&2
exit /b 2

:unwritable
echo stillpoint-workbench: the folder %home% cannot be made; --data names another 1>&2
exit /b 1

:nojava
echo stillpoint-workbench: "%java%" is no Java of version 17 or newer; install a JDK or set JAVA_HOME 1>&2
exit /b 1
