using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary><c>auth_hmac</c> of keepalived 2.4. No message here may hold a key or a part of it.</summary>
internal static class HmacKeywords
{
    private static readonly KeywordTable<HmacDraft> Keywords = new("auth_hmac",
    [
        new("key", ReadKey),
        new("active_key", (s, d, c) => d.ActiveKey = (byte?)c.Integer(s, 1, 255) ?? d.ActiveKey),
        new("anti_replay", ReadAntiReplay),
        new("time_window",
            (s, d, c) => d.Window = c.Seconds(s, Duration.FromSeconds(1), Duration.FromSeconds(300)) ?? d.Window),
        new("mode", ReadMode),
    ]);

    public static IReadOnlyCollection<string> Names => Keywords.Names;

    public static void Read(Statement statement, InstanceDraft draft, ImportContext context)
    {
        var hmac = new HmacDraft();
        Keywords.Read(context.Items(statement), hmac, context);
        if (hmac.Keys.Count == 0) return;
        draft.Hmac = new HmacAuthentication
        {
            Keys = hmac.Keys,
            ActiveKey = hmac.ActiveKey ?? hmac.Keys[0].Id,
            AntiReplay = hmac.AntiReplay,
            Window = hmac.Window,
            Mode = hmac.Mode,
        };
    }

    private static void ReadKey(Statement statement, HmacDraft draft, ImportContext context)
    {
        if (context.Integer(statement, 1, 255) is not { } id) return;
        var reference = statement.Argument(1) ?? "";
        if (HmacKeyReference.TryResolve(reference, isRequired: false, out var material, out var problem))
        {
            draft.Keys.RemoveAll(key => key.Id == id);
            draft.Keys.Add(new HmacKey((byte)id, reference, material));
        }
        else context.Add(
            ImportRules.KeyUnreadable, statement, $"Key {id}: {problem}", "HaVip reads the key from the same file.");
    }

    private static void ReadAntiReplay(Statement statement, HmacDraft draft, ImportContext context)
    {
        if (statement.Argument(0) is "time") draft.AntiReplay = HmacAntiReplay.Time;
        else if (statement.Argument(0) is "monotonic") draft.AntiReplay = HmacAntiReplay.Monotonic;
        else context.Ignored(statement, "time or monotonic");
    }

    private static void ReadMode(Statement statement, HmacDraft draft, ImportContext context)
    {
        if (statement.Argument(0) is "enforce") draft.Mode = HmacMode.Enforce;
        else if (statement.Argument(0) is "permissive") draft.Mode = HmacMode.Permissive;
        else if (statement.Argument(0) is "receive-only") draft.Mode = HmacMode.ReceiveOnly;
        else context.Ignored(statement, "enforce, permissive or receive-only");
    }

    private sealed class HmacDraft
    {
        public List<HmacKey> Keys { get; } = [];

        public byte? ActiveKey { get; set; }

        public HmacAntiReplay AntiReplay { get; set; }

        public Duration? Window { get; set; }

        public HmacMode Mode { get; set; }
    }
}
