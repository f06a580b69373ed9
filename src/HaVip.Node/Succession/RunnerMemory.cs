using HaVip.Core.Control;
using HaVip.Core.Succession;
using HaVip.Core.Values;
using HaVip.Node.Notifications;
using HaVip.Node.Ownership;

namespace HaVip.Node.Succession;

/// <summary>
/// Everything a runner hands to the program that goes on in its process. A reader skips what it does not know, so that a
/// successor may be of another version; <see cref="CurrentVersion"/> is raised where that would go wrong.
/// </summary>
internal sealed record RunnerMemory
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The version of the runner that wrote this.</summary>
    public required string RunnerVersion { get; init; }

    /// <summary>When it stopped turning.</summary>
    public required Instant Stopped { get; init; }

    /// <summary>When the first runner of this process started.</summary>
    public required long StartedUnixMicroseconds { get; init; }

    public string? NetworkNamespace { get; init; }

    /// <summary>What it runs with, as YAML: the file may say something else by now.</summary>
    public required string Configuration { get; init; }

    public required NodeMemory Engine { get; init; }

    public IReadOnlyList<OwnedAddress> Addresses { get; set; } = [];

    public IReadOnlyList<OwnedRoute> Routes { get; set; } = [];

    public IReadOnlyList<OwnedRule> Rules { get; set; } = [];

    /// <summary>Interfaces made for virtual MAC addresses.</summary>
    public IReadOnlyList<OwnedLink> Links { get; set; } = [];

    public IReadOnlyList<ChangedSetting> Settings { get; set; } = [];

    /// <summary>Interfaces on which promote_secondaries was set and shall be no more.</summary>
    public IReadOnlyList<int> Promoting { get; set; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<NodeEvent> Events { get; set; } = [];

    public long LastSequence { get; init; }

    /// <summary>Lines of the log that are not written yet.</summary>
    public IReadOnlyList<string> UnwrittenLog { get; set; } = [];

    /// <summary>News that somebody has not been told yet.</summary>
    public IReadOnlyList<Notice> Notices { get; set; } = [];

    public bool EndsWithLastInstance { get; init; }

    public required FileMemory Files { get; init; }

    public IReadOnlyList<ConnectionMemory> Connections { get; set; } = [];
}
