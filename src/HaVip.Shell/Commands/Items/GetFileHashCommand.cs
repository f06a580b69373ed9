using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "FileHash", DefaultParameterSetName = "Path")]
public sealed class GetFileHashCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1)]
    [ValidateSet("SHA1", "SHA256", "SHA384", "SHA512", "MD5")]
    public string Algorithm { get; set; } = "SHA256";

    protected override void ProcessRecord() =>
        ItemPaths.ForEach(this, ItemPaths.Files(this, LiteralPath ?? Path, LiteralPath is not null), file =>
        {
            using var stream = File.OpenRead(file);
            var hash = CryptographicOperations.HashData(new HashAlgorithmName(Algorithm), stream);
            var result = new PSObject();
            result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.FileHashInfo");
            result.Properties.Add(new PSNoteProperty("Algorithm", Algorithm.ToUpperInvariant()));
            result.Properties.Add(new PSNoteProperty("Hash", Convert.ToHexString(hash)));
            result.Properties.Add(new PSNoteProperty("Path", file));
            WriteObject(result);
        });
}
