@echo off
rem Starts Stillpoint. STILLPOINT_HOME: the folder of the host's state; STILLPOINT_JAVA_OPTIONS: further options of the JVM.
setlocal
set "product=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not defined STILLPOINT_JAVA_OPTIONS set "STILLPOINT_JAVA_OPTIONS=-XX:+UseParallelGC"
set "options=--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1 && set "options=%options% --sun-misc-unsafe-memory-access=allow"
"%java%" %options% -XX:-UsePerfData -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000 %STILLPOINT_JAVA_OPTIONS% ^
    -Djava.util.logging.config.class=org.stillpoint.launcher.Logging ^
    "-Dstillpoint.product=%product%" "-Dstillpoint.home=%STILLPOINT_HOME%" ^
    -jar "%product%\lib\stillpoint-launcher.jar" %*
exit /b %ERRORLEVEL%
