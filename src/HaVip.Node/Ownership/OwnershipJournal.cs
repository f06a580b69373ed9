using System.Text.Json;

namespace HaVip.Node.Ownership;

/// <summary>
/// The file that says what this runner has added to the kernel or is about to add, so that the next start or
/// <c>release</c> can take it away after a crash. It is written before an addition and after a removal, replaced as a
/// whole, and not synced: after a power loss there is nothing left to take away.
/// </summary>
internal sealed class OwnershipJournal(string path, string place)
{
    private byte[] _written = [];
    private JournalContent? _last;

    /// <summary>
    /// What a former runner left; null where there is nothing, or where it was another boot or namespace, whose
    /// interface numbers mean nothing here.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file is no journal.</exception>
    public JournalDocument? Read()
    {
        if (!File.Exists(path)) return null;
        var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalJson.Default.JournalDocument);
        return document?.Place == place ? document : null;
    }

    /// <summary>Replaces the file where the content differs from what was written last.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(JournalContent owned)
    {
        if (_last is not null && IsSame(_last, owned)) return;
        var document = new JournalDocument
        {
            Place = place,
            Addresses = [.. owned.Addresses.Select(Entry)],
            Routes = [.. owned.Routes.Select(Entry)],
            Rules = [.. owned.Rules.Select(rule => new JournalRule(rule.Instance, $"{rule}", $"{rule.Rule.Family}"))],
            Links = [.. owned.Links.Select(link => link.Name)],
            Settings = owned.Settings,
            Promoting = [.. owned.Promoting],
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(document, JournalJson.Default.JournalDocument);
        if (!content.AsSpan().SequenceEqual(_written)) Replace(content);
        _written = content;
        _last = Copy(owned);
    }

    /// <summary>What was about to be added and has been is known without making a text of all there is.</summary>
    private static bool IsSame(JournalContent one, JournalContent other) =>
        one.Addresses.SequenceEqual(other.Addresses) && one.Routes.SequenceEqual(other.Routes)
        && one.Rules.SequenceEqual(other.Rules) && one.Links.SequenceEqual(other.Links)
        && one.Settings.SequenceEqual(other.Settings) && one.Promoting.SequenceEqual(other.Promoting);

    /// <summary>The lists go on to change.</summary>
    private static JournalContent Copy(JournalContent owned) => new()
    {
        Addresses = [.. owned.Addresses],
        Routes = [.. owned.Routes],
        Rules = [.. owned.Rules],
        Links = [.. owned.Links],
        Settings = [.. owned.Settings],
        Promoting = [.. owned.Promoting],
    };

    /// <summary>
    /// Where the kernel's numbers in a journal are valid: this boot, this thread's network namespace.
    /// </summary>
    public static string CurrentPlace()
    {
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        return $"{boot} {new FileInfo("/proc/thread-self/ns/net").LinkTarget}";
    }

    private void Replace(byte[] content)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(fresh, options)) file.Write(content);
        File.Move(fresh, path, overwrite: true);
    }

    private static JournalAddress Entry(OwnedAddress owned) => new(
        owned.Instance, owned.Interface, owned.Address.InterfaceIndex, owned.Address.Prefix.ToString());

    private static JournalRoute Entry(OwnedRoute owned) => new(
        owned.Instance,
        owned.Interface,
        owned.Route.InterfaceIndex,
        owned.Route.Destination.ToString(),
        owned.Route.Gateway.ToString(),
        owned.Route.Metric,
        owned.Route.Table);
}
