using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Opens files for cmdlets, with the error ids scripts know.</summary>
internal static class TextFiles
{
    public static StreamWriter OpenWriter(
        PSCmdlet cmdlet, string path, Encoding encoding, bool append, bool noClobber, bool force)
    {
        try
        {
            if (force && File.Exists(path))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            var mode = append ? FileMode.Append : noClobber ? FileMode.CreateNew : FileMode.Create;
            return new StreamWriter(new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite), encoding);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var id = noClobber && File.Exists(path) ? "NoClobber" : "FileOpenFailure";
            cmdlet.ThrowTerminatingError(new ErrorRecord(failure, id, ErrorCategory.OpenError, path));
            throw;
        }
    }
}
