# What is measured, HaVip or any kind of keepalived, as a node of a lab with a configuration of its own.

function Start-Daemon($Lab, [string] $Name, [string] $Kind, [string] $File) {
    if ($Kind -ne 'HaVip') { $null = Start-Keepalived $Lab $Name $File; return }
    Install-ScenarioNode $Lab $Name @{ ConfigurationPath = $File }
    Start-ScenarioNode $Lab $Name
}
