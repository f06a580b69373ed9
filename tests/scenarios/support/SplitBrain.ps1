# How often a Master asks who else has its addresses, written into a node's file before it starts.
function Set-NodeProbe {
    param($Lab, [string] $Name, [string] $Interval)
    $file = Get-ConfigurationFile $Lab $Name
    $text = [System.IO.File]::ReadAllText($file)
    $line = "    virtualAddresses:"
    [System.IO.File]::WriteAllText($file, $text.Replace($line, "    splitBrainProbe: { interval: $Interval }`n$line"))
}

# Two nodes at 100 ms that ask every 200 ms, n1 Master.
function Start-ProbingPair {
    param($Lab, [string] $Interval = '200ms')
    $priority = 100
    foreach ($name in 'n1', 'n2') {
        Install-ScenarioNode $Lab $name (Get-QuickParameter $priority)
        Set-NodeProbe $Lab $name $Interval
        Start-ScenarioNode $Lab $name
        $priority--
    }
    Wait-Owner $Lab n1 n2
}

# Another host of the lab has an address of the Master, as after a mistake or a clone of a machine.
function Add-Stranger {
    param($Lab, [string] $Name, [string] $Address = '192.168.7.100/24')
    Invoke-Ip -n $Lab.$Name address add $Address dev eth0
}

function Remove-Stranger {
    param($Lab, [string] $Name, [string] $Address = '192.168.7.100/24')
    Invoke-Ip -n $Lab.$Name address delete $Address dev eth0
}

# The event of a kind since a time, once there is one.
function Wait-NodeEvent {
    param([hashtable] $Node, [string] $Kind, [datetime] $Since)
    Wait-Until -Because "an event $Kind" { Get-HaVipEvent @Node -Kind $Kind -Since $Since | Select-Object -Last 1 }
}
