@echo off
rem Builds and starts Tandem on Windows, as mvnw does elsewhere. Finds a JDK 25 and a Maven by itself; says what to install where it cannot.
rem   mvnw.cmd           starts PostgreSQL, the sandbox and Tandem, and prints the page to open
rem   mvnw.cmd verify    runs every check
setlocal EnableExtensions DisableDelayedExpansion

set "WANTED=25"
set "MAVEN_OLDEST=3.8.6"
set "MAVEN_VERSION=3.9.11"
set "MAVEN_SHA512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978"
if not defined MAVEN_ARCHIVE set "MAVEN_ARCHIVE=https://archive.apache.org/dist/maven/maven-3"

cd /d "%~dp0" || exit /b 1

rem ---- a JDK -------------------------------------------------------------------------------------------------------

set "jdk="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME:"=%"
if not defined jdk for /f "delims=" %%F in ('where javac.exe 2^>nul') do call :try_compiler "%%F"
if not defined jdk for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*"
  "%ProgramFiles%\Java\*"
  "%ProgramFiles%\Microsoft\jdk*"
  "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*"
  "%ProgramFiles%\BellSoft\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%USERPROFILE%\.jdks\*"
  "%USERPROFILE%\.sdkman\candidates\java\*"
) do call :try_jdk "%%~fD"
if not defined jdk (
  echo Tandem is built with a JDK %WANTED%, and none was found in JAVA_HOME, on the path or in the usual places. 1>&2
  echo Install one, for instance Eclipse Temurin %WANTED%, or point JAVA_HOME at it, and start again. 1>&2
  exit /b 1
)
set "JAVA_HOME=%jdk%"

rem ---- a Maven -----------------------------------------------------------------------------------------------------

set "TANDEM_MVNW=%~f0"
set "maven="
for /f "usebackq delims=" %%M in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "$own = [IO.File]::ReadAllText($env:TANDEM_MVNW); & ([scriptblock]::Create($own.Substring($own.LastIndexOf('#POWERSHELL#'))))"`) do set "maven=%%M"
if not defined maven exit /b 1

if not "%~1"=="" goto given
echo Starting PostgreSQL, the sandbox and Tandem. The first start fetches libraries and takes some minutes.
call "%maven%" --no-transfer-progress -Dspotless.check.skip=true -Dstyle.color=never
exit /b %ERRORLEVEL%

:given
call "%maven%" %*
exit /b %ERRORLEVEL%

rem The folder of a JDK becomes "jdk" if it has a compiler and the wanted feature release.
:try_jdk
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "release="
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do set "release=%%~V"
for /f "tokens=1 delims=.+-" %%V in ("%release%") do if "%%V"=="%WANTED%" set "jdk=%~1"
exit /b 0

rem The same for the home behind a compiler on the path.
:try_compiler
for %%H in ("%~dp1..") do call :try_jdk "%%~fH"
exit /b 0

#POWERSHELL# Answers a Maven: an installed one that is new enough, or the pinned one, fetched once and checked.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
try {
  $installed = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($installed) {
    $said = & $installed.Path -version | Out-String
    if ($said -match 'Apache Maven (\d+\.\d+(\.\d+)?)' -and [version] $Matches[1] -ge [version] $env:MAVEN_OLDEST) {
      Write-Output $installed.Path
      exit 0
    }
  }
  $user = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
  $wrapper = Join-Path $user 'wrapper'
  $maven = Join-Path $wrapper "apache-maven-$env:MAVEN_VERSION"
  $start = Join-Path $maven 'bin\mvn.cmd'
  if (-not (Test-Path -LiteralPath $start)) {
    $work = Join-Path $wrapper ('download.' + [guid]::NewGuid().ToString('N'))
    New-Item -ItemType Directory -Force -Path $work | Out-Null
    try {
      $name = "apache-maven-$env:MAVEN_VERSION-bin.tar.gz"
      $archive = Join-Path $work $name
      [Console]::Error.WriteLine("Fetching Maven $env:MAVEN_VERSION once ...")
      [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
      try {
        Invoke-WebRequest -UseBasicParsing -Uri "$env:MAVEN_ARCHIVE/$env:MAVEN_VERSION/binaries/$name" -OutFile $archive
      } catch {
        throw "Maven could not be fetched from $env:MAVEN_ARCHIVE. Install Maven $env:MAVEN_OLDEST or newer and put mvn on the path, and start again."
      }
      if ((Get-FileHash -Algorithm SHA512 -LiteralPath $archive).Hash -ne $env:MAVEN_SHA512) {
        throw 'The downloaded Maven is not the one expected (its SHA-512 differs) and was not used.'
      }
      & "$env:SystemRoot\System32\tar.exe" -xzf $archive -C $work
      if ($LASTEXITCODE -ne 0) { throw 'The downloaded Maven could not be unpacked.' }
      $unpacked = Join-Path $work "apache-maven-$env:MAVEN_VERSION"
      try {
        Move-Item -LiteralPath $unpacked -Destination $maven
      } catch {
        if (-not (Test-Path -LiteralPath $start)) { throw }
      }
    } finally {
      Remove-Item -Recurse -Force -LiteralPath $work
    }
  }
  Write-Output $start
  exit 0
} catch {
  [Console]::Error.WriteLine($_.Exception.Message)
  exit 1
}
