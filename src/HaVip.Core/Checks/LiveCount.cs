using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Checks;

/// <summary>What a check that is followed live amounts to: what is seen counts when it has lasted for its delay.</summary>
public sealed class LiveCount(CheckConfiguration check)
{
    private Health _seen;

    public Health Health { get; private set; }

    /// <summary>When what was seen counts; Never where it does already.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>True where the check's health changed. Seeing the same again is how a delay ends.</summary>
    public bool See(bool isWell, Instant now)
    {
        var seen = isWell ? Health.Good : Health.Bad;
        if (seen != _seen)
        {
            var delay = Health == Health.Pending ? Duration.Zero : isWell ? check.UpDelay : check.DownDelay;
            _seen = seen;
            Deadline = seen == Health ? Instant.Never : now + delay;
        }

        if (now < Deadline) return false;
        Deadline = Instant.Never;
        Health = seen;
        return true;
    }
}
