# A second network for the nodes of a lab: eth1 of each on a bridge of its own, 10.0.0.110, 10.0.0.120, ...
function Add-HeartbeatNetwork {
    param($Lab)
    Invoke-Ip -n $Lab.Switch link add br1 type bridge mcast_snooping 0
    Invoke-Ip -n $Lab.Switch link set br1 up
    $last = 100
    foreach ($name in $Lab.Names) {
        $last += 10
        Invoke-Ip -n $Lab.Switch link add "$name-h" type veth peer name eth1 netns $Lab.$name
        Invoke-Ip -n $Lab.$name address add "10.0.0.$last/24" dev eth1
        Invoke-Ip -n $Lab.Switch link set "$name-h" master br1 up
        Invoke-Ip -n $Lab.$name link set eth1 up
    }
}

# The nodes are deaf to each other on eth1; nobody loses a carrier.
function Split-HeartbeatNetwork {
    param($Lab)
    foreach ($name in $Lab.Names) { Invoke-Ip -n $Lab.Switch link set "$name-h" type bridge_slave isolated on }
}

function Join-HeartbeatNetwork {
    param($Lab)
    foreach ($name in $Lab.Names) { Invoke-Ip -n $Lab.Switch link set "$name-h" type bridge_slave isolated off }
}

# What a node says of its paths: 'eth0 Heard, eth1 Silent'.
function Get-PathText {
    param($Node)
    return (Get-HaVipState @Node).Paths -join ', '
}

function Wait-Path {
    param($Node, [string] $Text)
    $null = Wait-Until -Because "the paths are $Text" { (Get-PathText $Node) -eq $Text }
}
