namespace HaVip.PowerShell.Remoting;

/// <summary>What runs at the far end.</summary>
internal static class RemoteScripts
{
    public const string ModuleMissing = "HaVipNotInstalled";

    public const string ModuleTooOld = "HaVipTooOld";

    /// <summary>Sets <c>$far</c> to the type <see cref="FarEnd"/> of the module there, whose cmdlets are loaded by name.</summary>
    private const string FindModule = """
        $known = Get-Command $Command -CommandType Cmdlet -ErrorAction Ignore | ForEach-Object { $_ }
        if (-not $known) { throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('There is no HaVip.'), 'HaVipNotInstalled', 'NotInstalled', $null) }
        $far = @($known)[0].ImplementingType.Assembly.GetType('HaVip.PowerShell.Remoting.FarEnd')
        if (-not $far) { throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('HaVip is too old.'), 'HaVipTooOld', 'NotImplemented', $null) }
        """;

    public const string Cmdlet = $$"""
        param([string] $Command, [hashtable] $Parameters)
        {{FindModule}}
        & @($known)[0] @Parameters | ForEach-Object { $far::Write($_) }
        """;
}
