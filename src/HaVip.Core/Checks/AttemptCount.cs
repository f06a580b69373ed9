using HaVip.Core.Configuration;
using HaVip.Core.Election;

namespace HaVip.Core.Checks;

/// <summary>
/// What the attempts of a check amount to: so many successes in a row make a bad one good, so many failures a good one
/// bad. Before the first, one of either is enough unless the configuration says otherwise.
/// </summary>
/// <param name="check">How many.</param>
/// <param name="known">What they amounted to under the program before this one; Pending where there was none.</param>
public sealed class AttemptCount(CheckConfiguration check, Health known = Health.Pending)
{
    private int _inARow;

    public Health Health { get; private set; } = check.Start switch
    {
        _ when known != Health.Pending => known,
        CheckStart.Good => Health.Good,
        CheckStart.Bad => Health.Bad,
        _ => Health.Pending,
    };

    /// <summary>True where the attempt changed the check's health.</summary>
    public bool Add(bool succeeded)
    {
        var says = succeeded ? Health.Good : Health.Bad;
        if (says == Health)
        {
            _inARow = 0;
            return false;
        }

        var needed = Health == Health.Pending ? 1 : succeeded ? check.Rise : check.Fall;
        if (++_inARow < needed) return false;
        _inARow = 0;
        Health = says;
        return true;
    }
}
