@{
    RootModule           = 'module/HaVip.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b7c0e-6b0a-4a4c-9f0d-3c2f7a1e8b52'
    Author               = 'HaVip authors'
    CompanyName          = 'HaVip'
    Copyright            = '(c) HaVip authors. MIT license.'
    Description          = 'Virtual IP addresses that move between Linux nodes by VRRP, driven from PowerShell.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('module/HaVip.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'ConvertFrom-KeepalivedConfiguration'
        'ConvertTo-KeepalivedConfiguration'
        'Get-HaVipConfiguration'
        'Get-HaVipEvent'
        'Get-HaVipInstance'
        'Get-HaVipLab'
        'Get-HaVipState'
        'Get-HaVipStatistic'
        'Install-HaVipNode'
        'Invoke-HaVipFailover'
        'Measure-HaVipFailover'
        'New-HaVipInstance'
        'New-HaVipLab'
        'Remove-HaVipInstance'
        'Remove-HaVipLab'
        'Restart-HaVipInstance'
        'Resume-HaVipNode'
        'Send-HaVipAnnouncement'
        'Set-HaVipConfiguration'
        'Set-HaVipInstance'
        'Start-HaVipInstance'
        'Stop-HaVipInstance'
        'Suspend-HaVipNode'
        'Test-HaVipCluster'
        'Test-HaVipConfiguration'
        'Test-HaVipNode'
        'Trace-HaVipAdvertisement'
        'Uninstall-HaVipNode'
        'Wait-HaVipState'
        'Watch-HaVipState'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('VRRP', 'HighAvailability', 'VirtualIP', 'keepalived', 'Linux', 'PSEdition_Core')
        }
    }
}
