namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static readonly CheckConfiguration PlainCheck = new();

    /// <summary>The keys of a check that belong to some types only, and whether one is set.</summary>
    private static readonly (string Key, CheckType[] Types, Func<CheckConfiguration, bool> IsSet)[] TypedCheckKeys =
    [
        (ConfigurationKeys.Process, [CheckType.Process], c => c.Process is not null),
        (ConfigurationKeys.Arguments, [CheckType.Process], c => c.Arguments is not null),
        (ConfigurationKeys.ArgumentMatch, [CheckType.Process], c => c.ArgumentMatch != PlainCheck.ArgumentMatch),
        (ConfigurationKeys.Quorum, [CheckType.Process], c => c.Quorum != PlainCheck.Quorum),
        (ConfigurationKeys.Maximum, [CheckType.Process], c => c.Maximum is not null),
        (ConfigurationKeys.Endpoint, [CheckType.Tcp], c => c.Endpoint is not null),
        (ConfigurationKeys.Url, [CheckType.Http], c => c.Url is not null),
        (ConfigurationKeys.Expect, [CheckType.Http], c => c.Expect.Count > 0),
        (ConfigurationKeys.ExpectHeader, [CheckType.Http], c => c.ExpectHeader is not null),
        (ConfigurationKeys.ExpectBody, [CheckType.Http], c => c.ExpectBody is not null),
        (ConfigurationKeys.ServerName, [CheckType.Http], c => c.ServerName is not null),
        (ConfigurationKeys.VerifyCertificate, [CheckType.Http], c => !c.VerifyCertificate),
        (ConfigurationKeys.Command, [CheckType.Script], c => c.Command.Count > 0),
        (ConfigurationKeys.User, [CheckType.Script], c => c.User is not null),
        (ConfigurationKeys.Path, [CheckType.File], c => c.Path is not null),
        (ConfigurationKeys.GoodWhen, [CheckType.File], c => c.GoodWhen != PlainCheck.GoodWhen),
        (ConfigurationKeys.Interface, [CheckType.Interface], c => c.Interface is not null),
        (ConfigurationKeys.Interval, PolledTypes, c => c.Interval != PlainCheck.Interval),
        (ConfigurationKeys.Timeout, PolledTypes, c => c.Timeout is not null),
        (ConfigurationKeys.Rise, PolledTypes, c => c.Rise > 1),
        (ConfigurationKeys.Fall, PolledTypes, c => c.Fall > 1),
        (ConfigurationKeys.Start, PolledTypes, c => c.Start != PlainCheck.Start),
        (ConfigurationKeys.UpDelay, LiveTypes, c => c.UpDelay != PlainCheck.UpDelay),
        (ConfigurationKeys.DownDelay, LiveTypes, c => c.DownDelay != PlainCheck.DownDelay),
    ];

    /// <summary>Asked again and again.</summary>
    private static CheckType[] PolledTypes => [CheckType.Tcp, CheckType.Http, CheckType.Script];

    /// <summary>Told by the kernel.</summary>
    private static CheckType[] LiveTypes => [CheckType.Process, CheckType.File, CheckType.Interface];

    private static void CheckKeysOfType(CheckConfiguration check, string path, DiagnosticList findings)
    {
        foreach (var (key, types, isSet) in TypedCheckKeys)
        {
            if (types.Contains(check.Type) || !isSet(check)) continue;
            findings.Add(
                TrackingRules.CheckKeyNotApplicable,
                $"{path}.{key}",
                $"'{key}' does not belong to 'type: {check.Type.ToString().ToLowerInvariant()}': it is for "
                + $"{string.Join(", ", types.Select(t => t.ToString().ToLowerInvariant()))}.",
                "Leave it out, or write the other type.");
        }
    }
}
