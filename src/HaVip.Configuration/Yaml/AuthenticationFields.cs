using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml;

/// <summary>The keys of <c>authentication</c> as they stand in the file, whichever type they belong to.</summary>
internal sealed record AuthenticationFields
{
    public AuthenticationType Type { get; init; }

    public SimplePasswordAuthentication? Password { get; init; }

    public IReadOnlyList<HmacKey>? Keys { get; init; }

    public byte? ActiveKey { get; init; }

    public HmacAntiReplay AntiReplay { get; init; }

    public Duration? Window { get; init; }

    public HmacMode Mode { get; init; }

    public static AuthenticationFields? Of(InstanceConfiguration instance)
    {
        if (instance.Authentication is { } simple) return new AuthenticationFields { Password = simple };
        if (instance.Hmac is not { } hmac) return null;
        return new AuthenticationFields
        {
            Type = AuthenticationType.Hmac,
            Keys = hmac.Keys,
            ActiveKey = hmac.ActiveKey,
            AntiReplay = hmac.AntiReplay,
            Window = hmac.Window,
            Mode = hmac.Mode,
        };
    }

    public InstanceConfiguration ApplyTo(InstanceConfiguration instance) => Type == AuthenticationType.SimplePassword
        ? instance with { Authentication = Password ?? new SimplePasswordAuthentication("") }
        : instance with
        {
            Hmac = new HmacAuthentication
            {
                Keys = Keys ?? [],
                ActiveKey = ActiveKey ?? 0,
                AntiReplay = AntiReplay,
                Window = Window,
                Mode = Mode,
            },
        };
}
