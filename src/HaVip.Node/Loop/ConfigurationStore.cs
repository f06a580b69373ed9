using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Node.Programs;

namespace HaVip.Node.Loop;

/// <summary>The configuration file of a running node.</summary>
/// <param name="path">The file.</param>
/// <param name="fixedNamespace">The command line said which namespace, and what the file says does not matter.</param>
/// <param name="configuredNamespace">The namespace the file named at the start; a runner cannot move.</param>
internal sealed class ConfigurationStore(string path, bool fixedNamespace, string? configuredNamespace)
{
    public StoredConfiguration Read()
    {
        var result = ConfigurationReader.ReadNodeFile(path, requiresSecrets: true);
        if (result.Configuration is null)
        {
            var errors = result.Diagnostics.Count(finding => finding.Severity == DiagnosticSeverity.Error);
            var text = $"{path} has {errors} {(errors == 1 ? "error" : "errors")}.";
            return Refused(result, text, "Correct the file and reload again; nothing was changed.");
        }

        var programs = ConfiguredPrograms.Findings(result.Configuration, path, asRunner: true);
        if (programs.Count > 0)
        {
            return Refused(
                result with { Diagnostics = [.. result.Diagnostics, .. programs] },
                $"{path} has commands that cannot be run.",
                "Do what each finding says and reload again; nothing was changed.");
        }

        var moved = !fixedNamespace && result.Configuration.Node.NetworkNamespace != configuredNamespace;
        return moved
            ? Refused(result, $"{path} names another network namespace.", "Stop the runner and start it there.")
            : new StoredConfiguration(result.Configuration, null, result.Diagnostics);
    }

    private static StoredConfiguration Refused(ConfigurationReadResult result, string message, string advice) =>
        new(null, new ControlError(ControlError.InvalidConfiguration, message, advice), result.Diagnostics);
}
