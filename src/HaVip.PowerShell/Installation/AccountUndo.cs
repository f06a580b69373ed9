using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>Removes an account that was made, and not a group that has members by now.</summary>
internal sealed class AccountUndo(RecordedChange change, string? root) : InstallationUndo
{
    private readonly string? _number = AccountStep.NumberOf(change.Kind, change.Target, root);

    public override string? Before => _number is null ? null : $"{change.Kind.ToString().ToLowerInvariant()} {_number}";

    public override string? After => change.Before ?? Members;

    public override bool IsNeeded => _number is not null && change.Before is null && Members is null;

    public override string? Reason => Members is null ? null : "it has members by now";

    private string? Members =>
        change.Kind == StepKind.Group && AccountFile.Members(change.Target, root) is { Count: > 0 } members
            ? $"group of {string.Join(", ", members)}"
            : null;

    public override void Apply() => AccountStep.Remove(change.Kind, change.Target, root);
}
