# A small runner for test files in Pester 5's language, for machines where Pester is not installed.
# It has Pester's two phases: discovery runs the files and the code directly in Describe and Context, and collects the
# rest; the run then walks what was found. No mocks, no coverage, no TestDrive: drive ($TestDrive is there).
Set-StrictMode -Version 3

# The block that discovery is in, or the run is at; null outside of Invoke-Pester.
$script:Discovering = $null
$script:Running = $null
$script:UserState = $null
$script:Frame = $null

foreach ($part in 'Model', 'Scope', 'Language', 'Discovery', 'Run', 'Format', 'Should', 'Operators', 'Report', 'Invoke') {
    . (Join-Path $PSScriptRoot "$part.ps1")
}

Export-ModuleMember -Function @(
    'Describe', 'Context', 'It', 'BeforeDiscovery', 'BeforeAll', 'AfterAll', 'BeforeEach', 'AfterEach'
    'Should', 'Set-ItResult', 'InModuleScope', 'Invoke-Pester'
)
