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

    /// <summary>What a node has to say to Test-HaVipCluster.</summary>
    public const string Members = $$"""
        param([string] $Command, [string] $NetworkNamespace, [string] $RootPath, [string[]] $Name, [string] $Salt)
        {{FindModule}}
        try { $far::Members($NetworkNamespace, $RootPath, $Name, $Salt) } catch { throw $far::Reveal($_) }
        """;

    /// <summary>Says that it is ready, and ends with its input.</summary>
    public const string Exchange = $$"""
        param([string] $Command, [string] $Orders)
        begin {
            {{FindModule}}
            try { $exchange = $far::Exchange($Orders) } catch { throw $far::Reveal($_) }
            'ready'
        }
        process { }
        end { $exchange.End() }
        clean { if ($exchange) { $exchange.Dispose() } }
        """;

    /// <summary>Tells what <see cref="RemoteMachine"/> holds.</summary>
    public const string Machine = """
        param([string] $Folder)
        $files = @{}
        if ([System.IO.Directory]::Exists($Folder)) {
            foreach ($file in [System.IO.Directory]::EnumerateFiles($Folder, '*', 'AllDirectories')) {
                $bytes = [System.IO.File]::ReadAllBytes($file)
                $files[$file.Substring($Folder.Length + 1)] =
                    [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($bytes))
            }
        }
        $architecture = "$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
        [pscustomobject] @{
            IsLinux = [System.OperatingSystem]::IsLinux()
            IsRoot  = [System.Environment]::IsPrivilegedProcess
            Runtime = "linux-$architecture"
            Files   = $files
        }
        """;

    /// <summary>
    /// Takes pieces of files, each compressed, from the pipeline into a folder beside the one that is meant, and puts it in its place when
    /// all are there and right. Tells each file that is complete. Whatever happens, no half of it stays.
    /// </summary>
    public const string Receive = """
        param([string] $Folder, [hashtable] $Hashes, [string] $Program)
        begin {
            $part = "$Folder.$([guid]::NewGuid().ToString('n')).part"
            $old = "$part.old"
            $unpack = [System.IO.Compression.CompressionMode]::Decompress
        }
        process {
            $path = [System.IO.Path]::Combine($part, $_.Path)
            $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($path))
            $packed = [System.IO.Compression.GZipStream]::new([System.IO.MemoryStream]::new([byte[]] $_.Bytes), $unpack)
            $stream = [System.IO.File]::Open($path, 'Append')
            try { $packed.CopyTo($stream) } finally { $stream.Dispose(); $packed.Dispose() }
            if ($_.IsLast) { $_.Path }
        }
        end {
            foreach ($name in $Hashes.Keys) {
                $path = [System.IO.Path]::Combine($part, $name)
                $bytes = if ([System.IO.File]::Exists($path)) { [System.IO.File]::ReadAllBytes($path) } else { [byte[]]::new(0) }
                $hash = [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($bytes))
                if ($hash -ne $Hashes[$name]) {
                    throw [System.Management.Automation.ErrorRecord]::new([System.IO.InvalidDataException]::new("$name arrived damaged."), 'CopyDamaged', 'InvalidData', $name)
                }
                $mode = 'UserRead, UserWrite, GroupRead, OtherRead'
                if ($name -eq $Program) { $mode += ', UserExecute, GroupExecute, OtherExecute' }
                [System.IO.File]::SetUnixFileMode($path, $mode)
            }
            $open = 'UserRead, UserWrite, UserExecute, GroupRead, GroupExecute, OtherRead, OtherExecute'
            foreach ($inner in [System.IO.Directory]::EnumerateDirectories($part, '*', 'AllDirectories')) {
                [System.IO.File]::SetUnixFileMode($inner, $open)
            }
            [System.IO.File]::SetUnixFileMode($part, $open)
            if ([System.IO.Directory]::Exists($Folder)) { [System.IO.Directory]::Move($Folder, $old) }
            [System.IO.Directory]::Move($part, $Folder)
        }
        clean {
            foreach ($left in $part, $old) {
                if ([System.IO.Directory]::Exists($left)) { [System.IO.Directory]::Delete($left, $true) }
            }
        }
        """;

    /// <summary>Install-HaVipNode of the module that was copied, with a configuration that was read here where there is one.</summary>
    public const string Install = $$"""
        param([string] $Module, [string] $Command, [hashtable] $Parameters, [string] $Configuration)
        Import-Module $Module -Force -ErrorAction Stop
        {{FindModule}}
        $folder = $null
        try {
            if ($Configuration) {
                $folder = [System.IO.Directory]::CreateTempSubdirectory('havip-').FullName
                $Parameters.ConfigurationPath = [System.IO.Path]::Combine($folder, 'havip.yaml')
                [System.IO.File]::WriteAllText($Parameters.ConfigurationPath, $Configuration)
            }
            & @($known)[0] @Parameters | ForEach-Object { $far::Write($_) }
        }
        finally {
            if ($folder) { [System.IO.Directory]::Delete($folder, $true) }
        }
        """;
}
